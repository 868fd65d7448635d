// The bytes of replies: their kinds, lines, and what breaks the parsing.

#ifndef CLT_REPLY_BYTES_H
#define CLT_REPLY_BYTES_H

#include "clt_reply_parser.h"

/// The kind of field that a folded line would continue.
enum { CLT_NO_FIELD, CLT_EMPTY_CODING, CLT_FRAMING_FIELD, CLT_OTHER_FIELD };

enum { CLT_TOKEN = 1, CLT_VALUE = 2 };

/// The kinds of fields' bytes (RFC 9110, 5.5 and 5.6.2): those of tokens, and those of values.
static const uint8_t clt_kinds[256] = {
    ['\t'] = CLT_VALUE,
    [' '] = CLT_VALUE,
    ['"'] = CLT_VALUE,
    ['('] = CLT_VALUE,
    [')'] = CLT_VALUE,
    [','] = CLT_VALUE,
    ['/'] = CLT_VALUE,
    [':' ... '@'] = CLT_VALUE,
    ['[' ... ']'] = CLT_VALUE,
    ['{'] = CLT_VALUE,
    ['}'] = CLT_VALUE,
    ['!'] = CLT_TOKEN | CLT_VALUE,
    ['#' ... '\''] = CLT_TOKEN | CLT_VALUE,
    ['*'] = CLT_TOKEN | CLT_VALUE,
    ['+'] = CLT_TOKEN | CLT_VALUE,
    ['-'] = CLT_TOKEN | CLT_VALUE,
    ['.'] = CLT_TOKEN | CLT_VALUE,
    ['0' ... '9'] = CLT_TOKEN | CLT_VALUE,
    ['A' ... 'Z'] = CLT_TOKEN | CLT_VALUE,
    ['^' ... 'z'] = CLT_TOKEN | CLT_VALUE,
    ['|'] = CLT_TOKEN | CLT_VALUE,
    ['~'] = CLT_TOKEN | CLT_VALUE,
    [0x80 ... 0xff] = CLT_VALUE,
};

static inline const char *clt_skip(const char *next, const char *end, uint8_t kind) {
    const uint8_t *byte = (const uint8_t *)next;
    for (; end - next >= 4; next += 4, byte += 4)
        if (!(clt_kinds[byte[0]] & clt_kinds[byte[1]] & clt_kinds[byte[2]] & clt_kinds[byte[3]] &
              kind))
            break;
    while (next < end && clt_kinds[(uint8_t)*next] & kind) next++;
    return next;
}

/// Whether none of eight bytes is a control character; false for a tab, too, which is none here.
static inline bool clt_are_values(const char *text) {
    const uint64_t ones = 0x0101010101010101, tops = 0x8080808080808080;
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    uint64_t low = (bytes - ones * 0x20) & ~bytes & tops;
    uint64_t deleted = bytes ^ (ones * 0x7f);
    return !(low | ((deleted - ones) & ~deleted & tops));
}

/// The end of the bytes that may stand in a value.
static inline const char *clt_skip_value(const char *next, const char *end) {
    if (end - next < 8) return clt_skip(next, end, CLT_VALUE);
    for (; end - next >= 8; next += 8)
        if (!clt_are_values(next)) return clt_skip(next, end, CLT_VALUE);
    // The rest, with bytes that were seen already in front of it.
    return clt_are_values(end - 8) ? end : clt_skip(next, end, CLT_VALUE);
}

static inline bool clt_is_blank(char byte) { return byte == ' ' || byte == '\t'; }

static inline bool clt_is_digit(char byte) { return byte >= '0' && byte <= '9'; }

/// The end of a line without CR LF, or LF alone (RFC 9112, 2.2).
static inline const char *clt_line_end(const char *line, size_t length) {
    const char *end = line + length - 1;
    return end > line && end[-1] == '\r' ? end - 1 : end;
}

static inline void clt_break(clt_reply_parser *parser, clt_reply_fault fault) {
    parser->part = CLT_REPLY_BROKEN;
    parser->fault = fault;
}

static inline bool clt_fails(clt_reply_parser *parser, clt_reply_fault fault) {
    clt_break(parser, fault);
    return false;
}

#endif
