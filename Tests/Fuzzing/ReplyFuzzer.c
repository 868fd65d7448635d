// Fuzzes the parser of replies: any bytes, in one piece, in random pieces and byte by byte, make
// the same replies within the bounds that the parser states.
//
// The first byte of an input is `H` where HEAD was asked, and below 16 the number of the line that
// the receiver refuses. An escape and a byte n repeat the byte before 256·n times, so that short
// inputs reach the limits of lines and heads.

#include <stdio.h>
#include <stdlib.h>

#include "clt_reply_parser.h"

#define CLT_REQUIRE(condition)                                                                     \
    do {                                                                                           \
        if (condition) break;                                                                      \
        fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                    \
        abort();                                                                                   \
    } while (0)

enum {
    /// More replies of an input are not read.
    CLT_REPLIES = 8,
    CLT_INPUT_BYTES = CLT_HEAD_BYTES + (8 << 10),
    CLT_ESCAPE = 0x1b,
};

// MARK: - What was parsed

typedef struct clt_seen {
    uint64_t lines_hash, body_hash;
    size_t lines, body_bytes, consumed;
    clt_reply_part part;
    clt_reply_fault fault;
    int status;
    bool closes, is_awaited;
} clt_seen;

typedef struct clt_listener {
    clt_seen seen;
    const clt_reply_parser *parser;
    size_t refused_line;
    bool has_zero, is_over;
} clt_listener;

static void clt_hash(uint64_t *hash, const void *bytes, size_t count) {
    for (size_t index = 0; index < count; index++)
        *hash = (*hash ^ ((const uint8_t *)bytes)[index]) * 0x100000001b3;
}

static bool clt_take_line(void *context, const char *line, size_t length) {
    clt_listener *listener = context;
    clt_seen *seen = &listener->seen;
    CLT_REQUIRE(!listener->is_over);
    CLT_REQUIRE(length > 0 && length <= CLT_LINE_BYTES && line[length - 1] == '\n');
    listener->has_zero |= memchr(line, '\0', length) != NULL;
    if (seen->lines++ == listener->refused_line) {
        listener->is_over = true;
        return false;
    }
    clt_hash(&seen->lines_hash, &seen->body_bytes, sizeof seen->body_bytes);
    clt_hash(&seen->lines_hash, line, length);
    return true;
}

static bool clt_take_body(void *context, const uint8_t *bytes, size_t count) {
    clt_listener *listener = context;
    CLT_REQUIRE(!listener->is_over && count > 0);
    clt_hash(&listener->seen.body_hash, bytes, count);
    listener->seen.body_bytes += count;
    return true;
}

// MARK: - Feeding

typedef size_t clt_cut(size_t rest, uint64_t *state);

static size_t clt_cut_nothing(size_t rest, uint64_t *state) {
    (void)state;
    return rest;
}

/// The far beginning of a long input is cut less, or it would take all of the time.
static size_t clt_cut_bytes(size_t rest, uint64_t *state) {
    (void)state;
    return rest > 4096 ? 509 : 1;
}

static size_t clt_cut_randomly(size_t rest, uint64_t *state) {
    *state = *state * 6364136223846793005 + 1442695040888963407;
    size_t count = 1 + (size_t)(*state >> 33) % ((*state >> 60) < 12 ? 16 : 4096);
    return count < rest ? count : rest;
}

static void clt_check_bounds(const clt_listener *listener) {
    const clt_reply_parser *parser = listener->parser;
    CLT_REQUIRE(parser->line.count <= CLT_LINE_BYTES);
    CLT_REQUIRE(parser->line.capacity <= 2 * CLT_LINE_BYTES);
    CLT_REQUIRE(parser->head_bytes <= CLT_HEAD_BYTES);
    CLT_REQUIRE(clt_reply_is_broken(parser) == (parser->fault != CLT_REPLY_SOUND));
    if (listener->has_zero) CLT_REQUIRE(clt_reply_is_broken(parser));
    CLT_REQUIRE(parser->status == 0 || (parser->status >= 100 && parser->status <= 999));
    if (parser->length >= 0 && !parser->is_chunked)
        CLT_REQUIRE(listener->seen.body_bytes <= (uint64_t)parser->length);
    if (clt_reply_is_complete(parser)) {
        CLT_REQUIRE(parser->status >= 200 && parser->line.count == 0);
        bool is_counted = parser->length >= 0 && !parser->is_chunked;
        bool is_bodiless =
            parser->is_answer_to_head || parser->status == 204 || parser->status == 304;
        if (is_bodiless) CLT_REQUIRE(listener->seen.body_bytes == 0);
        if (is_counted && !is_bodiless)
            CLT_REQUIRE(listener->seen.body_bytes == (uint64_t)parser->length);
    }
}

/// Parses one reply. Each piece has memory of its own, so that reading beside it is seen.
static clt_seen clt_parse(clt_reply_parser *parser, bool is_head, size_t refused_line,
                          const uint8_t *bytes, size_t count, clt_cut *cut, uint64_t *state) {
    clt_listener listener = {.parser = parser, .refused_line = refused_line};
    const clt_reply_receiver receiver = {clt_take_line, clt_take_body, &listener};
    clt_seen *seen = &listener.seen;
    clt_reply_begin(parser, is_head);
    CLT_REQUIRE(clt_reply_is_awaited(parser));
    while (seen->consumed < count && !listener.is_over) {
        size_t given = cut(count - seen->consumed, state);
        uint8_t *piece = memcpy(malloc(given), bytes + seen->consumed, given);
        size_t taken = clt_reply_feed(parser, piece, given, &receiver);
        free(piece);
        CLT_REQUIRE(taken <= given);
        seen->consumed += taken;
        clt_check_bounds(&listener);
        listener.is_over = clt_reply_is_complete(parser) || clt_reply_is_broken(parser);
        CLT_REQUIRE(taken == given || listener.is_over);
    }
    if (listener.is_over) CLT_REQUIRE(clt_reply_feed(parser, bytes, count, &receiver) == 0);
    seen->part = parser->part;
    seen->fault = parser->fault;
    seen->status = parser->status;
    seen->closes = parser->closes;
    seen->is_awaited = clt_reply_is_awaited(parser);
    clt_reply_end(parser);
    bool has_ended = clt_reply_is_complete(parser);
    CLT_REQUIRE(has_ended == (seen->part == CLT_REPLY_COMPLETE ||
                              seen->part == CLT_REPLY_BODY_TO_CLOSE));
    if (seen->part == CLT_REPLY_BODY_TO_CLOSE) CLT_REQUIRE(parser->closes);
    return *seen;
}

static void clt_compare(const clt_seen *one, const clt_seen *other) {
    CLT_REQUIRE(one->part == other->part);
    CLT_REQUIRE(one->fault == other->fault);
    CLT_REQUIRE(one->status == other->status);
    CLT_REQUIRE(one->closes == other->closes);
    CLT_REQUIRE(one->is_awaited == other->is_awaited);
    CLT_REQUIRE(one->lines == other->lines && one->lines_hash == other->lines_hash);
    CLT_REQUIRE(one->body_bytes == other->body_bytes && one->body_hash == other->body_hash);
    // How much of a line must be there before it is seen to be broken depends on the pieces.
    if (one->part != CLT_REPLY_BROKEN) CLT_REQUIRE(one->consumed == other->consumed);
}

// MARK: - Inputs

static size_t clt_expand(uint8_t *room, const uint8_t *data, size_t size) {
    size_t count = 0;
    for (size_t index = 0; index < size && count < CLT_INPUT_BYTES; index++) {
        if (data[index] != CLT_ESCAPE || count == 0 || index + 1 == size) {
            room[count++] = data[index];
            continue;
        }
        size_t more = (size_t)data[++index] << 8, left = CLT_INPUT_BYTES - count;
        if (more > left) more = left;
        memset(room + count, room[count - 1], more);
        count += more;
    }
    return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static uint8_t input[CLT_INPUT_BYTES];
    static clt_reply_parser parsers[3];
    static clt_cut *const cuts[] = {clt_cut_nothing, clt_cut_randomly, clt_cut_bytes};
    if (size == 0) return 0;
    bool is_head = data[0] == 'H';
    size_t refused_line = data[0] < 16 ? data[0] : SIZE_MAX;
    size_t count = clt_expand(input, data + 1, size - 1), offset = 0;
    uint64_t state = size;
    for (int reply = 0; reply < CLT_REPLIES; reply++) {
        clt_seen seen[3];
        for (int way = 0; way < 3; way++)
            seen[way] = clt_parse(&parsers[way], is_head, refused_line, input + offset,
                                  count - offset, cuts[way], &state);
        clt_compare(&seen[0], &seen[1]);
        clt_compare(&seen[0], &seen[2]);
        offset += seen[0].consumed;
        if (seen[0].part != CLT_REPLY_COMPLETE || offset == count) break;
    }
    return 0;
}
