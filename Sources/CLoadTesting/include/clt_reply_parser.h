// A strict, incremental parser of replies of HTTP/1.1 (RFC 9112), without memory of its own but for
// a line that arrives in pieces.

#ifndef CLT_REPLY_PARSER_H
#define CLT_REPLY_PARSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clt_buffer.h"

enum {
    /// The maximum bytes of a line of a head, as libcurl's.
    CLT_LINE_BYTES = 100 << 10,
    /// The maximum bytes of all lines of a head.
    CLT_HEAD_BYTES = 300 << 10,
    /// The maximum bytes of a line behind a chunked body, or of a chunk's size with its extensions.
    CLT_TRAILER_BYTES = 4 << 10,
};

/// The reason that bytes are no reply.
typedef enum clt_reply_fault {
    CLT_REPLY_SOUND,
    /// The first line is no status line of HTTP/1.0 or HTTP/1.1.
    CLT_REPLY_STATUS_LINE,
    /// A line is no field: without a name, or with a byte that may not be in it.
    CLT_REPLY_FIELD,
    /// A line or a whole head is too long.
    CLT_REPLY_LONG_LINE,
    CLT_REPLY_LONG_HEAD,
    CLT_REPLY_LONG_TRAILER,
    /// A Content-Length is no length, or two differ.
    CLT_REPLY_LENGTH,
    /// A Transfer-Encoding other than `chunked`, once.
    CLT_REPLY_TRANSFER_CODING,
    /// The size of a chunk is no number, or its data does not end where the size says.
    CLT_REPLY_CHUNK,
    /// The receiver wanted no more.
    CLT_REPLY_REFUSED,
} clt_reply_fault;

/// The receiver of what is parsed; false ends the parsing as refused.
typedef struct clt_reply_receiver {
    /// A line of a head or trailer with its end; not followed by a zero byte.
    bool (*_Nonnull take_line)(void *_Nonnull context, const char *_Nonnull line, size_t length);
    /// Bytes of the body without the framing of chunks.
    bool (*_Nonnull take_body)(void *_Nonnull context, const uint8_t *_Nonnull bytes,
                               size_t count);
    void *_Nonnull context;
} clt_reply_receiver;

typedef enum clt_reply_part {
    CLT_REPLY_START,
    CLT_REPLY_FIELDS,
    CLT_REPLY_COUNTED_BODY,
    CLT_REPLY_CHUNK_SIZE,
    CLT_REPLY_CHUNK_DATA,
    CLT_REPLY_CHUNK_END,
    CLT_REPLY_TRAILER,
    CLT_REPLY_BODY_TO_CLOSE,
    CLT_REPLY_COMPLETE,
    CLT_REPLY_BROKEN,
} clt_reply_part;

typedef struct clt_reply_parser {
    /// The part that the next byte belongs to.
    clt_reply_part part;
    clt_reply_fault fault;
    /// The stated length, -1 before there is one.
    int64_t length;
    /// Bytes of the body or chunk that are yet to come.
    int64_t remaining;
    uint32_t head_bytes;
    int16_t status;
    bool is_answer_to_head;
    /// HTTP/1.0, whose connections close unless stated otherwise.
    bool is_old;
    bool is_chunked;
    bool says_close, says_keep_alive;
    /// The connection can't be used for another reply.
    bool closes;
    /// The kind of the last field, which a folded line continues.
    uint8_t last_field;
    /// The beginning of a line whose end has not come.
    clt_buffer line;
} clt_reply_parser;

/// Makes the parser ready for the next reply; its memory is kept.
void clt_reply_begin(clt_reply_parser *_Nonnull parser, bool is_answer_to_head);

/// Parses bytes and returns the number of those that belong to the reply: all of them unless it is
/// complete. The fault of a broken reply is the same however its bytes were cut into pieces.
size_t clt_reply_feed(clt_reply_parser *_Nonnull parser, const uint8_t *_Nonnull bytes,
                      size_t count, const clt_reply_receiver *_Nonnull receiver);

/// Parses the head alone, as far as it has come, and returns the number of its bytes.
size_t clt_reply_feed_head(clt_reply_parser *_Nonnull parser, const uint8_t *_Nonnull bytes,
                           size_t count, const clt_reply_receiver *_Nonnull receiver);

/// The connection was closed: the reply is complete when its body ends there.
void clt_reply_end(clt_reply_parser *_Nonnull parser);

void clt_reply_free(clt_reply_parser *_Nonnull parser);

static inline bool clt_reply_is_complete(const clt_reply_parser *_Nonnull parser) {
    return parser->part == CLT_REPLY_COMPLETE;
}

static inline bool clt_reply_is_broken(const clt_reply_parser *_Nonnull parser) {
    return parser->part == CLT_REPLY_BROKEN;
}

/// Whether nothing of a reply has come.
static inline bool clt_reply_is_awaited(const clt_reply_parser *_Nonnull parser) {
    return parser->part == CLT_REPLY_START && parser->status == 0 && parser->line.count == 0;
}

/// Words for a fault, for messages.
const char *_Nonnull clt_reply_fault_text(clt_reply_fault fault);

#endif
