#include "clt_reply_parser.h"

#include <strings.h>

#include "clt_content_length.h"
#include "clt_field_name.h"
#include "clt_reply_bytes.h"
#include "clt_reply_chunks.h"

const char *clt_reply_fault_text(clt_reply_fault fault) {
    switch (fault) {
    case CLT_REPLY_SOUND:
    case CLT_REPLY_REFUSED: return "";
    case CLT_REPLY_STATUS_LINE: return "the answer does not begin with a status line";
    case CLT_REPLY_FIELD: return "a line of the head is no header field";
    case CLT_REPLY_LONG_LINE: return "a header line of more than 100 KiB";
    case CLT_REPLY_LONG_HEAD: return "a head of more than 300 KiB";
    case CLT_REPLY_LONG_TRAILER: return "a trailer line of more than 4 KiB";
    case CLT_REPLY_LENGTH: return "Content-Length is no number, or two differ";
    case CLT_REPLY_TRANSFER_CODING: return "a Transfer-Encoding that is not known";
    case CLT_REPLY_CHUNK: return "the chunks of the body are broken";
    }
}

// MARK: - Heads

static void clt_begin_head(clt_reply_parser *parser) {
    parser->part = CLT_REPLY_START;
    parser->length = -1;
    parser->head_bytes = 0;
    parser->is_old = false;
    parser->is_chunked = false;
    parser->says_close = false;
    parser->says_keep_alive = false;
    parser->last_field = CLT_NO_FIELD;
}

void clt_reply_begin(clt_reply_parser *parser, bool is_answer_to_head) {
    clt_begin_head(parser);
    parser->fault = CLT_REPLY_SOUND;
    parser->status = 0;
    parser->closes = false;
    parser->is_answer_to_head = is_answer_to_head;
    clt_buffer_empty(&parser->line);
}

/// `HTTP/1.1 200 OK`; the reason may be empty, and its space missing.
static bool clt_take_status_line(clt_reply_parser *parser, const char *line, size_t length) {
    const char *end = clt_line_end(line, length);
    if (end - line < 12 || memcmp(line, "HTTP/1.", 7) != 0 || (line[7] != '0' && line[7] != '1') ||
        line[8] != ' ' || line[9] < '1' || line[9] > '9' || !clt_is_digit(line[10]) ||
        !clt_is_digit(line[11]))
        return clt_fails(parser, CLT_REPLY_STATUS_LINE);
    if (end > line + 12 && (line[12] != ' ' || clt_skip_value(line + 12, end) != end))
        return clt_fails(parser, CLT_REPLY_STATUS_LINE);
    parser->is_old = line[7] == '0';
    parser->status = (int16_t)((line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0');
    parser->part = CLT_REPLY_FIELDS;
    return true;
}

/// The next element of a list, without blanks; moves `next` behind it. False at the end.
static bool clt_next_element(const char **next, const char *end, const char **element,
                             size_t *length) {
    while (*next < end) {
        const char *start = *next, *stop = start;
        while (stop < end && *stop != ',') stop++;
        *next = stop < end ? stop + 1 : end;
        while (start < stop && clt_is_blank(*start)) start++;
        while (stop > start && clt_is_blank(stop[-1])) stop--;
        if (start == stop) continue;
        *element = start;
        *length = (size_t)(stop - start);
        return true;
    }
    return false;
}

static bool clt_equals(const char *text, size_t length, const char *word) {
    return length == strlen(word) && strncasecmp(text, word, length) == 0;
}

static void clt_take_connection(clt_reply_parser *parser, const char *value, const char *end) {
    const char *element;
    size_t length;
    while (clt_next_element(&value, end, &element, &length)) {
        if (clt_equals(element, length, "close")) parser->says_close = true;
        if (clt_equals(element, length, "keep-alive")) parser->says_keep_alive = true;
    }
}

/// `chunked`, once and alone. `identity` of older servers would leave the end of the body open
/// where a length stands beside it.
static bool clt_take_transfer_coding(clt_reply_parser *parser, const char *value,
                                     const char *end) {
    while (value < end && clt_is_blank(*value)) value++;
    while (end > value && clt_is_blank(end[-1])) end--;
    if (value == end) {
        // A folded line is a fault of its own, which says more.
        parser->last_field = CLT_EMPTY_CODING;
        return true;
    }
    if (parser->is_chunked || !clt_equals(value, (size_t)(end - value), "chunked"))
        return clt_fails(parser, CLT_REPLY_TRANSFER_CODING);
    parser->is_chunked = true;
    return true;
}

static bool clt_take_length(clt_reply_parser *parser, const char *value, const char *end) {
    int64_t length = clt_content_length(value, (size_t)(end - value));
    if (length < 0 || (parser->length >= 0 && parser->length != length))
        return clt_fails(parser, CLT_REPLY_LENGTH);
    parser->length = length;
    return true;
}

/// A line that continues the field before (RFC 9112, 5.2), unless that frames the reply. In front
/// of the first field it is none (2.2).
static bool clt_take_folded(clt_reply_parser *parser, const char *line, const char *end) {
    if (parser->last_field != CLT_OTHER_FIELD || clt_skip_value(line, end) != end)
        return clt_fails(parser, CLT_REPLY_FIELD);
    return true;
}

/// The fields that say where the reply ends, and whether the connection does.
static bool clt_take_framing(clt_reply_parser *parser, const char *line, size_t name,
                             const char *value, const char *end) {
    // All of these names begin with one of two letters.
    char first = line[0] | 0x20;
    if (first != 'c' && first != 't') return true;
    bool is_length = name == 14 && clt_is_name(line, "content-length", 14);
    bool is_coding = name == 17 && clt_is_name(line, "transfer-encoding", 17);
    bool is_connection = name == 10 && clt_is_name(line, "connection", 10);
    if (is_length || is_coding || is_connection) parser->last_field = CLT_FRAMING_FIELD;
    // Some recipients ignore a name with a blank behind it (RFC 9112, 5.1): which body follows is
    // unclear.
    if ((is_length || is_coding) && line[name] != ':') return clt_fails(parser, CLT_REPLY_FIELD);
    if (is_length) return clt_take_length(parser, value, end);
    if (is_coding) return clt_take_transfer_coding(parser, value, end);
    if (is_connection) clt_take_connection(parser, value, end);
    return true;
}

static bool clt_take_field(clt_reply_parser *parser, const char *line, size_t length) {
    const char *end = clt_line_end(line, length);
    if (clt_is_blank(line[0])) return clt_take_folded(parser, line, end);
    const char *name_end = clt_skip(line, end, CLT_TOKEN), *colon = name_end;
    while (colon < end && clt_is_blank(*colon)) colon++;
    if (name_end == line || colon == end || *colon != ':' ||
        clt_skip_value(colon, end) != end)
        return clt_fails(parser, CLT_REPLY_FIELD);
    parser->last_field = CLT_OTHER_FIELD;
    if (parser->part == CLT_REPLY_TRAILER) return true;
    return clt_take_framing(parser, line, (size_t)(name_end - line), colon + 1, end);
}

/// The empty line behind a head: finds the body by RFC 9112, 6.3.
static void clt_end_head(clt_reply_parser *parser) {
    if (parser->status < 200) {
        bool is_interim = parser->status == 100 || parser->status == 102 || parser->status == 103;
        if (!is_interim) return clt_break(parser, CLT_REPLY_STATUS_LINE);
        return clt_begin_head(parser);
    }
    // A length beside chunks does not count, and 204 has no body; a server that states one all the
    // same is trusted with no further request.
    bool contradicts = parser->status == 204
                           ? parser->is_chunked || parser->length > 0
                           : parser->is_chunked && (parser->is_old || parser->length >= 0);
    parser->closes =
        parser->says_close || (parser->is_old && !parser->says_keep_alive) || contradicts;
    if (parser->is_answer_to_head || parser->status == 204 || parser->status == 304)
        parser->part = CLT_REPLY_COMPLETE;
    else if (parser->is_chunked)
        parser->part = CLT_REPLY_CHUNK_SIZE;
    else if (parser->length >= 0) {
        parser->remaining = parser->length;
        parser->part = parser->length > 0 ? CLT_REPLY_COUNTED_BODY : CLT_REPLY_COMPLETE;
    } else {
        parser->closes = true;
        parser->part = CLT_REPLY_BODY_TO_CLOSE;
    }
}

// MARK: - Lines and bytes

static bool clt_passes(clt_reply_parser *parser, const char *line, size_t length,
                       const clt_reply_receiver *receiver) {
    return receiver->take_line(receiver->context, line, length) ||
           clt_fails(parser, CLT_REPLY_REFUSED);
}

/// A whole line with its end. The receiver comes first: its reason to refuse says more.
static bool clt_take_line(clt_reply_parser *parser, const char *line, size_t length,
                          const clt_reply_receiver *receiver) {
    bool is_empty = clt_line_end(line, length) == line;
    switch (parser->part) {
    case CLT_REPLY_START:
        return clt_take_status_line(parser, line, length) &&
               clt_passes(parser, line, length, receiver);
    case CLT_REPLY_FIELDS:
        if (parser->last_field == CLT_EMPTY_CODING && !clt_is_blank(line[0]))
            return clt_fails(parser, CLT_REPLY_TRANSFER_CODING);
        if (!is_empty && parser->last_field == CLT_NO_FIELD && clt_is_blank(line[0]))
            return clt_take_field(parser, line, length);
        if (!clt_passes(parser, line, length, receiver)) return false;
        if (!is_empty) return clt_take_field(parser, line, length);
        clt_end_head(parser);
        return true;
    case CLT_REPLY_TRAILER:
        if (!is_empty && !clt_take_field(parser, line, length)) return false;
        if (!clt_passes(parser, line, length, receiver)) return false;
        if (is_empty) parser->part = CLT_REPLY_COMPLETE;
        return true;
    case CLT_REPLY_CHUNK_SIZE: return clt_take_chunk_size(parser, line, length);
    default: return clt_take_chunk_end(parser, line, length);
    }
}

static bool clt_is_in_head(const clt_reply_parser *parser) {
    return parser->part == CLT_REPLY_START || parser->part == CLT_REPLY_FIELDS;
}

/// The bytes by which the line may grow, and the fault of a longer one.
static size_t clt_room(const clt_reply_parser *parser, clt_reply_fault *fault) {
    bool is_in_head = clt_is_in_head(parser), is_in_trailer = parser->part == CLT_REPLY_TRAILER;
    size_t room = (is_in_head ? CLT_LINE_BYTES : CLT_TRAILER_BYTES) - parser->line.count;
    size_t all = CLT_HEAD_BYTES - parser->head_bytes;
    *fault = is_in_head      ? CLT_REPLY_LONG_LINE
             : is_in_trailer ? CLT_REPLY_LONG_TRAILER
                             : CLT_REPLY_CHUNK;
    if (room <= all || !(is_in_head || is_in_trailer)) return room;
    *fault = CLT_REPLY_LONG_HEAD;
    return all;
}

/// Whether bytes without a line end can begin a line of this part; others can't become one, however
/// long one waits.
static bool clt_may_begin(const clt_reply_parser *parser) {
    static const char name[] = "HTTP/1.";
    const clt_buffer *line = &parser->line;
    size_t count = line->count < sizeof name - 1 ? line->count : sizeof name - 1;
    switch (parser->part) {
    case CLT_REPLY_START: return memcmp(line->bytes, name, count) == 0;
    case CLT_REPLY_CHUNK_SIZE: return clt_hexadecimal((char)line->bytes[0]) >= 0;
    case CLT_REPLY_CHUNK_END: return line->count == 1 && line->bytes[0] == '\r';
    default: return true;
    }
}

/// Takes a line or the beginning of one; returns the bytes taken.
static size_t clt_feed_line(clt_reply_parser *parser, const uint8_t *bytes, size_t count,
                            const clt_reply_receiver *receiver) {
    const uint8_t *end = memchr(bytes, '\n', count);
    size_t length = end ? (size_t)(end - bytes) + 1 : count;
    clt_reply_fault fault;
    size_t room = clt_room(parser, &fault);
    bool is_too_long = length > room;
    if (is_too_long) length = room;
    bool is_whole = end && !is_too_long;
    if (clt_is_in_head(parser) || parser->part == CLT_REPLY_TRAILER)
        parser->head_bytes += (uint32_t)length;
    if (is_whole && parser->line.count == 0) {
        clt_take_line(parser, (const char *)bytes, length, receiver);
        return length;
    }
    if (!clt_buffer_append(&parser->line, bytes, length)) {
        clt_break(parser, CLT_REPLY_REFUSED);
    } else if (is_whole) {
        clt_take_line(parser, (const char *)parser->line.bytes, parser->line.count, receiver);
        clt_buffer_empty(&parser->line);
    } else if (!clt_may_begin(parser)) {
        clt_break(parser, parser->part == CLT_REPLY_START ? CLT_REPLY_STATUS_LINE
                                                          : CLT_REPLY_CHUNK);
    } else if (is_too_long)
        clt_break(parser, fault);
    return length;
}

static size_t clt_feed_body(clt_reply_parser *parser, const uint8_t *bytes, size_t count,
                            const clt_reply_receiver *receiver) {
    bool is_counted = parser->part != CLT_REPLY_BODY_TO_CLOSE;
    if (is_counted && (int64_t)count > parser->remaining) count = (size_t)parser->remaining;
    if (!receiver->take_body(receiver->context, bytes, count)) {
        clt_break(parser, CLT_REPLY_REFUSED);
        return count;
    }
    if (!is_counted) return count;
    parser->remaining -= (int64_t)count;
    if (parser->remaining == 0)
        parser->part =
            parser->part == CLT_REPLY_CHUNK_DATA ? CLT_REPLY_CHUNK_END : CLT_REPLY_COMPLETE;
    return count;
}

size_t clt_reply_feed_head(clt_reply_parser *parser, const uint8_t *bytes, size_t count,
                           const clt_reply_receiver *receiver) {
    size_t taken = 0;
    while (taken < count && clt_is_in_head(parser))
        taken += clt_feed_line(parser, bytes + taken, count - taken, receiver);
    return taken;
}

size_t clt_reply_feed(clt_reply_parser *parser, const uint8_t *bytes, size_t count,
                      const clt_reply_receiver *receiver) {
    size_t taken = 0;
    while (taken < count && parser->part < CLT_REPLY_COMPLETE) {
        switch (parser->part) {
        case CLT_REPLY_COUNTED_BODY:
        case CLT_REPLY_CHUNK_DATA:
        case CLT_REPLY_BODY_TO_CLOSE:
            taken += clt_feed_body(parser, bytes + taken, count - taken, receiver);
            break;
        default: taken += clt_feed_line(parser, bytes + taken, count - taken, receiver);
        }
    }
    return taken;
}

void clt_reply_end(clt_reply_parser *parser) {
    if (parser->part == CLT_REPLY_BODY_TO_CLOSE) parser->part = CLT_REPLY_COMPLETE;
}

void clt_reply_free(clt_reply_parser *parser) { clt_buffer_free(&parser->line); }
