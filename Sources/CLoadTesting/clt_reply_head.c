#include "clt_reply_head.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "clt_content_length.h"
#include "clt_exchange_body.h"
#include "clt_field_name.h"
#include "clt_redirect.h"

/// A new reply begins: an earlier head, of a redirect or 100 Continue, was not the answer.
static bool clt_note_status_line(clt_exchange *exchange, const char *line, size_t length) {
    const char *space = memchr(line, ' ', length);
    int status = 0;
    if (space)
        for (const char *digit = space + 1;
             digit < line + length && *digit >= '0' && *digit <= '9' && status < 1000; digit++)
            status = status * 10 + (*digit - '0');
    exchange->status = status > 999 ? 0 : status;
    // 100 Continue does not end the upload: a long body waits for it.
    if (status >= 200)
        clt_phases_enter(&exchange->phases, CLT_PHASE_RECEIVE, clt_monotonic_nanoseconds());
    exchange->head_complete = false;
    exchange->content_length = -1;
    exchange->is_redirected = false;
    exchange->body_count = 0;
    clt_forget_codings(exchange);
    exchange->head.count = 0;
    exchange->body.count = 0;
    // libcurl would wait for the answer behind it until the timeout.
    if (status >= 100 && status < 200 && !clt_is_interim(status))
        return clt_refuse(exchange, CLT_REFUSED_STATUS);
    return true;
}

/// Judges the stated length of a reply; false when the exchange must end.
static bool clt_note_content_length(clt_exchange *exchange, const char *value, size_t length) {
    int64_t count = clt_content_length(value, length);
    if (count < 0 || (exchange->content_length >= 0 && exchange->content_length != count))
        return clt_refuse(exchange, CLT_REFUSED_LENGTH);
    exchange->content_length = count;
    return true;
}

static bool clt_is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// Notes a field about the body, unless it is a trailer of one; false when the exchange must end.
static bool clt_note_framing(clt_exchange *exchange, const char *line, size_t length) {
    static const struct {
        const char *name;
        size_t length;
        clt_framing framing;
    } fields[] = {{"content-length", 14, CLT_CONTENT_LENGTH},
                  {"content-encoding", 16, CLT_CONTENT_ENCODING},
                  {"transfer-encoding", 17, CLT_TRANSFER_ENCODING}};
    for (size_t index = 0; index < sizeof fields / sizeof *fields; index++) {
        size_t count = fields[index].length;
        if (length <= count || (line[count] != ':' && !clt_is_blank(line[count])) ||
            !clt_is_name(line, fields[index].name, count))
            continue;
        // A blank before the colon makes libcurl ignore the field (RFC 9112, 5.1).
        if (line[count] == ' ' || line[count] == '\t')
            return clt_refuse(exchange, CLT_REFUSED_FIELD);
        if (line[count] != ':') return true;
        const char *value = line + count + 1;
        exchange->framing = fields[index].framing;
        if (exchange->framing == CLT_CONTENT_LENGTH)
            return clt_note_content_length(exchange, value, length - count - 1);
        if (exchange->framing == CLT_CONTENT_ENCODING)
            clt_codings_add(&exchange->codings, value, length - count - 1);
    }
    return true;
}

/// A folded line continues the field before it. libcurl reads the first line alone; false where
/// that would frame the body, so that the exchange must end.
static bool clt_note_folded(clt_exchange *exchange, clt_framing framing, const char *line,
                            size_t length) {
    exchange->framing = framing;
    switch (framing) {
    case CLT_NO_FRAMING: return true;
    case CLT_CONTENT_LENGTH: return clt_refuse(exchange, CLT_REFUSED_LENGTH);
    case CLT_TRANSFER_ENCODING: return clt_refuse(exchange, CLT_REFUSED_FIELD);
    case CLT_CONTENT_ENCODING: clt_codings_add(&exchange->codings, line, length); return true;
    }
}

/// From now on sends only the header lines that a redirect leaves: to another server no credentials
/// (libcurl leaves out Authorization and Cookie, and sends custom keys to any server), and with a
/// request that became GET none about its lost content.
///
/// False when there is no memory.
static bool clt_reduce_headers(clt_exchange *exchange) {
    uint64_t dropped = exchange->left_origin ? exchange->rules.credentials : 0;
    struct curl_slist *kept = NULL;
    int index = 0;
    for (const struct curl_slist *line = exchange->headers; line; line = line->next, index++) {
        if (dropped >> (index < 63 ? index : 63) & 1) continue;
        if (exchange->method_changed && clt_is_about_content(line->data)) continue;
        struct curl_slist *longer = curl_slist_append(kept, line->data);
        if (!longer) {
            curl_slist_free_all(kept);
            return false;
        }
        kept = longer;
    }
    curl_easy_setopt(exchange->easy, CURLOPT_HTTPHEADER, kept);
    curl_slist_free_all(exchange->reduced_headers);
    exchange->reduced_headers = kept;
    exchange->headers_changed = true;
    return true;
}

/// Whether a status with a Location is a redirect (RFC 9110, 15.4): 304 confirms the copy at hand,
/// 305 named a proxy, and 306 is not used any more.
static bool clt_is_redirect_status(int status) { return status < 304 || status > 306; }

/// Judges the target of a reply; false when the exchange must end.
static bool clt_note_location(clt_exchange *exchange, const char *line, size_t length) {
    static const char name[] = "location:";
    if (exchange->status < 300 || exchange->status > 399 || exchange->head_complete) return true;
    if (length < sizeof name || strncasecmp(line, name, sizeof name - 1) != 0) return true;
    if (!clt_is_redirect_status(exchange->status)) {
        // libcurl follows every 3xx.
        exchange->ignores_location = true;
        return curl_easy_setopt(exchange->easy, CURLOPT_MAXREDIRS, 0L) == CURLE_OK;
    }
    const char *start = line + sizeof name - 1, *end = line + length;
    while (start < end && clt_is_blank(*start)) start++;
    while (end > start && clt_is_blank(end[-1])) end--;
    char *reference = strndup(start, (size_t)(end - start));
    if (!reference) return false;
    clt_direction direction = clt_direction_of(exchange->rules.origin, reference);
    // One redirect, however many times it has a Location.
    exchange->redirects += !exchange->is_redirected;
    exchange->is_redirected = true;
    // Permanently: a path that a later redirect names is one of that other server.
    if (direction == CLT_OTHER_ORIGIN) exchange->left_origin = true;
    if (exchange->left_origin && exchange->rules.credentials != 0 &&
        !clt_reduce_headers(exchange)) {
        free(reference);
        return false;
    }
    // libcurl's own limit counts the rounds of a digest as well.
    bool is_refused =
        direction == CLT_NOWHERE || exchange->redirects > exchange->rules.redirect_limit ||
        (direction == CLT_OTHER_ORIGIN && !exchange->rules.crosses_origins);
    if (!is_refused) {
        free(reference);
        return true;
    }
    exchange->unfollowed_location = reference;
    return clt_refuse(exchange, CLT_REFUSED_REDIRECT);
}

static void clt_note_cookie(clt_exchange *exchange, const char *line, size_t length) {
    static const char name[] = "set-cookie:";
    if (exchange->share && exchange->share->keeps_cookies && length > sizeof name &&
        clt_is_name(line, name, sizeof name - 1))
        exchange->share->has_cookies = true;
}

/// Whether the reply makes a GET of the request: 303 of every method but HEAD, 301 and 302 of POST
/// (RFC 9110, 15.4).
static bool clt_becomes_get(const clt_exchange *exchange) {
    if (!exchange->is_redirected) return false;
    if (exchange->status == 303) return true;
    return exchange->rules.is_post && (exchange->status == 301 || exchange->status == 302);
}

/// The empty line. A request that becomes GET loses its content, and with it the fields about the
/// content; libcurl would keep the method and the lines that were set.
/// False when the exchange must end.
static bool clt_note_end_of_head(clt_exchange *exchange) {
    exchange->head_complete = exchange->status >= 200;
    if (!clt_becomes_get(exchange) || exchange->method_changed) return true;
    curl_easy_setopt(exchange->easy, CURLOPT_CUSTOMREQUEST, NULL);
    exchange->method_changed = true;
    return clt_reduce_headers(exchange);
}

/// A line of a head; false when the exchange must end.
static bool clt_note_field(clt_exchange *exchange, const char *line, size_t length) {
    clt_framing framing = exchange->framing;
    exchange->framing = CLT_NO_FRAMING;
    switch (line[0]) {
    case 'c':
    case 'C':
    case 't':
    case 'T': return exchange->head_complete || clt_note_framing(exchange, line, length);
    case 's':
    case 'S': clt_note_cookie(exchange, line, length); return true;
    case 'l':
    case 'L': return !exchange->rules.origin || clt_note_location(exchange, line, length);
    case ' ':
    case '\t': return clt_note_folded(exchange, framing, line, length);
    default: return true;
    }
}

/// libcurl passes one line a call, ended by a zero byte in all known versions.
size_t clt_exchange_on_header(char *line, size_t size, size_t count, void *context) {
    clt_exchange *exchange = context;
    size_t length = size * count;
    exchange->received += (int64_t)length;
    exchange->is_answered = true;
    if (length > 5 && memcmp(line, "HTTP/", 5) == 0 &&
        !clt_note_status_line(exchange, line, length))
        return 0;
    // Header lines behind a head are trailers of its body.
    if (exchange->rules.keeps_head && !exchange->head_complete &&
        !clt_buffer_append(&exchange->head, line, length))
        return 0;
    if (line[0] == '\r' || line[0] == '\n')
        return clt_note_end_of_head(exchange) ? length : 0;
    return clt_note_field(exchange, line, length) ? length : 0;
}
