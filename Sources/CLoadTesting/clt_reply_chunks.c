#include "clt_reply_chunks.h"

#include "clt_reply_bytes.h"

int clt_hexadecimal(char digit) {
    if (clt_is_digit(digit)) return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

/// Skips a quoted text; nothing where it has no end.
static const char *clt_skip_quoted(const char *start, const char *end) {
    const char *next = start + 1;
    while (next < end && *next != '"') next += *next == '\\' && end - next > 1 ? 2 : 1;
    return next < end ? next + 1 : start;
}

/// `;name`, `;name=token` and `;name="text"` (RFC 9112, 7.1.1), without blanks.
static bool clt_are_extensions(const char *next, const char *end) {
    if (clt_skip(next, end, CLT_VALUE) != end) return false;
    while (next < end) {
        if (*next++ != ';') return false;
        const char *start = next;
        next = clt_skip(start, end, CLT_TOKEN);
        if (next == start) return false;
        if (next == end || *next != '=') continue;
        start = ++next;
        next = start < end && *start == '"' ? clt_skip_quoted(start, end)
                                            : clt_skip(start, end, CLT_TOKEN);
        if (next == start) return false;
    }
    return true;
}

bool clt_take_chunk_size(clt_reply_parser *parser, const char *line, size_t length) {
    if (length < 3 || line[length - 2] != '\r') return clt_fails(parser, CLT_REPLY_CHUNK);
    const char *end = line + length - 2, *next = line;
    int64_t size = 0;
    for (int digit; next < end && (digit = clt_hexadecimal(*next)) >= 0; next++) {
        if (size > (INT64_MAX - digit) / 16) return clt_fails(parser, CLT_REPLY_CHUNK);
        size = size * 16 + digit;
    }
    if (next == line || !clt_are_extensions(next, end)) return clt_fails(parser, CLT_REPLY_CHUNK);
    parser->remaining = size;
    parser->part = size > 0 ? CLT_REPLY_CHUNK_DATA : CLT_REPLY_TRAILER;
    parser->last_field = CLT_NO_FIELD;
    return true;
}

bool clt_take_chunk_end(clt_reply_parser *parser, const char *line, size_t length) {
    if (length != 2 || line[0] != '\r') return clt_fails(parser, CLT_REPLY_CHUNK);
    parser->part = CLT_REPLY_CHUNK_SIZE;
    return true;
}
