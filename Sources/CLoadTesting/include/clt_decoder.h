// Bodies that are encoded as gzip or deflate, decoded as they arrive.

#ifndef CLT_DECODER_H
#define CLT_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clt_buffer.h"

/// The maximum encodings of a body, one over the other.
enum { CLT_CODINGS_MAX = 5 };
/// The bytes kept of the name of an unknown encoding, with its zero byte.
enum { CLT_CODING_NAME_BYTES = 32 };

typedef enum clt_coding {
    /// RFC 1952: one member or several, one behind the other.
    CLT_CODING_GZIP,
    /// RFC 1950, or RFC 1951 alone, as some servers send it.
    CLT_CODING_DEFLATE,
} clt_coding;

/// The encodings of a body in the order in which they were applied, from all its Content-Encoding
/// fields.
typedef struct clt_codings {
    uint8_t count;
    uint8_t list[CLT_CODINGS_MAX];
    /// The first unknown encoding, or one too many; empty when there is none.
    char unknown[CLT_CODING_NAME_BYTES];
} clt_codings;

/// Adds the encodings of a Content-Encoding field; `identity` and empty elements are none.
void clt_codings_add(clt_codings *_Nonnull codings, const char *_Nonnull value, size_t length);

/// Whether a body is encoded at all, known or not.
static inline bool clt_codings_any(const clt_codings *_Nonnull codings) {
    return codings->count > 0 || codings->unknown[0];
}

/// Takes decoded bytes; false when no more are wanted.
typedef bool (*clt_decoder_sink)(void *_Nonnull context, const uint8_t *_Nonnull bytes,
                                 size_t count);

/// The outcome of decoding a body.
typedef enum clt_decoding {
    CLT_DECODING_OK,
    /// The bytes are not of the encoding.
    CLT_DECODING_CORRUPT,
    /// The body ended before the encoding did.
    CLT_DECODING_CUT,
    /// The sink wanted no more.
    CLT_DECODING_STOPPED,
    CLT_DECODING_NO_MEMORY,
} clt_decoding;

typedef struct clt_decoder clt_decoder;

/// A decoder of a body whose encodings are all known; `NULL` when there is no memory.
clt_decoder *_Nullable clt_decoder_create(const clt_codings *_Nonnull codings,
                                          clt_decoder_sink _Nonnull sink, void *_Nonnull context);

/// Decodes the next bytes; after anything but CLT_DECODING_OK the decoder takes no more.
clt_decoding clt_decoder_feed(clt_decoder *_Nonnull decoder, const uint8_t *_Nonnull bytes,
                              size_t count);

/// The body has ended: CLT_DECODING_CUT when the encoding has not.
clt_decoding clt_decoder_end(const clt_decoder *_Nonnull decoder);

void clt_decoder_free(clt_decoder *_Nullable decoder);

/// Decodes the start of a body into an empty buffer, up to a limit and as far as possible.
void clt_decode_start(const clt_codings *_Nonnull codings, const uint8_t *_Nullable bytes,
                      size_t count, clt_buffer *_Nonnull buffer, size_t limit);

#endif
