#include "clt_fetch.h"

#include "clt_curl.h"
#include "clt_trust.h"

#include <stdlib.h>
#include <string.h>

static const int clt_fetch_max_redirects = 5;

typedef struct {
    clt_buffer *body;
    size_t max_bytes;
} fetched;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    fetched *fetched = context;
    size_t length = size * count;
    if (length > fetched->max_bytes - fetched->body->count) return 0;
    return clt_buffer_append(fetched->body, bytes, length) ? length : 0;
}

/// Whether two URLs have scheme, host and port in common.
static bool share_origin(const char *a, const char *b) {
    static const CURLUPart parts[] = {CURLUPART_SCHEME, CURLUPART_HOST, CURLUPART_PORT};
    CURLU *urls[] = {curl_url(), curl_url()};
    bool are_equal = urls[0] != NULL && urls[1] != NULL &&
                     curl_url_set(urls[0], CURLUPART_URL, a, 0) == CURLUE_OK &&
                     curl_url_set(urls[1], CURLUPART_URL, b, 0) == CURLUE_OK;
    for (int index = 0; index < 3 && are_equal; index++) {
        char *texts[2] = {NULL, NULL};
        for (int side = 0; side < 2; side++)
            curl_url_get(urls[side], parts[index], &texts[side], CURLU_DEFAULT_PORT);
        are_equal = texts[0] != NULL && texts[1] != NULL && strcmp(texts[0], texts[1]) == 0;
        curl_free(texts[0]);
        curl_free(texts[1]);
    }
    curl_url_cleanup(urls[0]);
    curl_url_cleanup(urls[1]);
    return are_equal;
}

/// Follows redirects within the same origin; others are ignored.
static CURLcode follow(CURL *easy, const char *url, fetched *fetched, clt_buffer *redirect) {
    for (int rest = clt_fetch_max_redirects;; rest--) {
        fetched->body->count = 0;
        CURLcode code = curl_easy_perform(easy);
        char *next = NULL;
        if (code != CURLE_OK || curl_easy_getinfo(easy, CURLINFO_REDIRECT_URL, &next) != CURLE_OK ||
            next == NULL)
            return code;
        redirect->count = 0;
        clt_buffer_append(redirect, next, strlen(next));
        if (rest == 0 || !share_origin(url, next)) return CURLE_OK;
        // The next request frees the answer's own text.
        char *copy = strdup(next);
        code = copy == NULL ? CURLE_OUT_OF_MEMORY : curl_easy_setopt(easy, CURLOPT_URL, copy);
        free(copy);
        if (code != CURLE_OK) return code;
    }
}

int clt_fetch(
    const char *url, const char *user_agent, const char *bundle, long milliseconds,
    size_t max_bytes, clt_buffer *body, clt_buffer *redirect) {
    CURL *easy = curl_easy_init();
    if (easy == NULL) return -CURLE_OUT_OF_MEMORY;
    fetched fetched = {.body = body, .max_bytes = max_bytes};
    long status = 0;
    bool is_set = clt_easy_set_safe_defaults(easy) && clt_easy_set_url_text(easy, url) &&
                  clt_easy_set_user_agent(easy, user_agent) &&
                  clt_easy_set_timeout(easy, milliseconds) &&
                  (!bundle || clt_easy_set_trusted(easy, bundle, false)) &&
                  // A body that is encoded nevertheless is decoded.
                  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "identity") == CURLE_OK &&
                  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take) == CURLE_OK &&
                  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &fetched) == CURLE_OK;
    CURLcode code = is_set ? follow(easy, url, &fetched, redirect) : CURLE_FAILED_INIT;
    if (code == CURLE_OK) curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_cleanup(easy);
    return code == CURLE_OK ? (int)status : -(int)code;
}

_Static_assert(CLT_FETCH_ENCODING == -CURLE_BAD_CONTENT_ENCODING, "libcurl's number for it");

const char *clt_fetch_text(int failure) { return curl_easy_strerror((CURLcode)-failure); }
