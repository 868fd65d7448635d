// Heads of replies that were parsed before: a server sends many that are equal byte by byte, its
// date within a second included, and comparing bytes is a tenth of the work of parsing them.

#ifndef CLT_KNOWN_HEADS_H
#define CLT_KNOWN_HEADS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clt_exchange.h"
#include "clt_reply_parser.h"

enum {
    /// The maximum bytes of a head that is kept.
    CLT_KNOWN_HEAD_BYTES = 1024,
    /// The number of heads kept: one for each label, by the last bits of its number.
    CLT_KNOWN_HEADS = 16,
    /// The number of unknown heads in a row behind which only each so many-th is kept.
    CLT_KNOWN_HEAD_MISSES = 32,
};

/// A head, and the state of parser and record behind it.
typedef struct clt_known_head {
    /// 0 for none.
    size_t count;
    /// The number of heads since the last one that was known.
    uint32_t misses;
    /// Whether the record that it was parsed for kept just these bytes.
    bool is_verbatim;
    clt_reply_parser parser;
    int64_t content_length;
    clt_framing framing;
    clt_codings codings;
    uint8_t bytes[CLT_KNOWN_HEAD_BYTES];
} clt_known_head;

/// Those of one loop; empty when it is zero.
typedef struct clt_known_heads {
    clt_known_head heads[CLT_KNOWN_HEADS];
} clt_known_heads;

/// The place of the head of a label's replies.
static inline clt_known_head *_Nonnull clt_known_head_of(clt_known_heads *_Nonnull heads,
                                                         int32_t label) {
    return &heads->heads[(uint32_t)label % CLT_KNOWN_HEADS];
}

/// Takes the head of a reply of which nothing was parsed yet, where its bytes begin with the known
/// one; returns the bytes taken, 0 where the head has to be parsed.
size_t clt_known_head_take(clt_known_head *_Nonnull known, clt_reply_parser *_Nonnull parser,
                           clt_exchange *_Nonnull exchange, const uint8_t *_Nonnull bytes,
                           size_t count);

/// Keeps a head that was parsed from these bytes alone, unless it is too long, sets cookies or
/// leads elsewhere.
void clt_known_head_keep(clt_known_head *_Nonnull known, const clt_reply_parser *_Nonnull parser,
                         const clt_exchange *_Nonnull exchange, const uint8_t *_Nonnull bytes,
                         size_t count);

#endif
