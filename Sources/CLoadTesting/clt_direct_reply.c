#include "clt_direct_reply.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clt_exchange_body.h"
#include "clt_field_name.h"
#include "clt_reply_head.h"

/// Keeps the target of a redirect, which is followed by libcurl's way only.
static void clt_note_location(clt_exchange *exchange, const char *line, size_t length) {
    static const char name[] = "location:";
    if (exchange->status < 300 || exchange->status > 399 || exchange->head_complete) return;
    if (length < sizeof name || strncasecmp(line, name, sizeof name - 1) != 0) return;
    const char *start = line + sizeof name - 1, *end = line + length;
    while (start < end && (*start == ' ' || *start == '\t')) start++;
    while (end > start && (uint8_t)end[-1] <= ' ') end--;
    free(exchange->unfollowed_location);
    exchange->unfollowed_location = strndup(start, (size_t)(end - start));
}

/// Keeps the value of a Set-Cookie field for the store.
static bool clt_keep_cookie(clt_exchange *exchange, const char *line, size_t length) {
    static const char name[] = "set-cookie:";
    size_t start = sizeof name - 1;
    if (exchange->head_complete || length <= start || !clt_is_name(line, name, start))
        return true;
    exchange->sets_cookies = true;
    if (!exchange->share->keeps_cookies) return true;
    while (length > start && (line[length - 1] == '\n' || line[length - 1] == '\r')) length--;
    return clt_buffer_append(&exchange->set_cookies, line + start, length - start) &&
           clt_buffer_append(&exchange->set_cookies, "\n", 1);
}

bool clt_direct_take_line(void *context, const char *line, size_t length) {
    clt_exchange *exchange = context;
    if (exchange->transcript)
        clt_transcript_note(&exchange->transcript->reply_head, line, length);
    if (line[0] == 'l' || line[0] == 'L') clt_note_location(exchange, line, length);
    if ((line[0] == 's' || line[0] == 'S') && !clt_keep_cookie(exchange, line, length))
        return false;
    return clt_exchange_on_header((char *)line, 1, length, context) == length;
}

bool clt_direct_take_body(void *context, const uint8_t *bytes, size_t count) {
    return clt_on_body((char *)bytes, 1, count, context) == count;
}
