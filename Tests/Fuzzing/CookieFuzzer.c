// Fuzzes the way of cookies into libcurl's store and out of it: what goes into a request is one
// line, and what one host has set, no other gets.
//
// The lines of an input: the host, the path, and the values of Set-Cookie fields.

#include <stdio.h>
#include <stdlib.h>

#include "clt_cookie.h"

#define CLT_REQUIRE(condition)                                                                     \
    do {                                                                                           \
        if (condition) break;                                                                      \
        fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                    \
        abort();                                                                                   \
    } while (0)

/// Takes the next line, ended by a zero byte.
static char *clt_next_line(const uint8_t **next, const uint8_t *end, size_t *length) {
    const uint8_t *stop = *next < end ? memchr(*next, '\n', (size_t)(end - *next)) : NULL;
    *length = (size_t)((stop ? stop : end) - *next);
    char *line = malloc(*length + 1);
    memcpy(line, *next, *length);
    line[*length] = '\0';
    *next = stop ? stop + 1 : end;
    return line;
}

/// One line, or none.
static size_t clt_check_line(CURL *easy, const clt_cookie_place *place) {
    clt_buffer buffer = {0};
    CLT_REQUIRE(clt_cookie_append_line(&buffer, easy, place, 1800000000));
    if (buffer.count > 0) {
        CLT_REQUIRE(buffer.count > 10 && memcmp(buffer.bytes, "Cookie: ", 8) == 0);
        CLT_REQUIRE(memcmp(buffer.bytes + buffer.count - 2, "\r\n", 2) == 0);
        for (size_t index = 0; index + 2 < buffer.count; index++)
            CLT_REQUIRE(buffer.bytes[index] >= ' ' && buffer.bytes[index] != 0x7f);
    }
    size_t count = buffer.count;
    clt_buffer_free(&buffer);
    return count;
}

static void clt_store_all(CURL *easy, const uint8_t *next, const uint8_t *end,
                          const clt_cookie_place *place) {
    while (next < end) {
        size_t length;
        char *value = clt_next_line(&next, end, &length);
        // Not ended by a zero byte.
        char *exact = malloc(length);
        memcpy(exact, value, length);
        clt_cookie_store(easy, exact, length, place);
        free(exact);
        free(value);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const uint8_t *next = data, *end = data + size;
    size_t host_length, path_length;
    char *host = clt_next_line(&next, end, &host_length);
    char *path = clt_next_line(&next, end, &path_length);
    CURL *easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "");
    clt_cookie_place place = {host, path, path_length, true};
    clt_store_all(easy, next, end, &place);
    clt_check_line(easy, &place);
    place.is_secure = false;
    clt_check_line(easy, &place);
    place.host = "elsewhere.test";
    size_t tail = strlen(place.host), whole = strlen(host);
    bool may_reach = whole >= tail && strcasecmp(host + whole - tail, place.host) == 0;
    if (!may_reach) CLT_REQUIRE(clt_check_line(easy, &place) == 0);
    curl_easy_cleanup(easy);
    free(host);
    free(path);
    return 0;
}
