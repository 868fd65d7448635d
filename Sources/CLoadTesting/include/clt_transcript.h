// The bytes of an exchange, for readers.

#ifndef CLT_TRANSCRIPT_H
#define CLT_TRANSCRIPT_H

#include <curl/curl.h>

#include "clt_buffer.h"

/// The maximum bytes kept of a part.
enum { CLT_TRANSCRIPT_BYTES = 64 << 10 };

/// One part of a transcript.
typedef struct clt_transcript_part {
    clt_buffer kept;
    /// The total number of bytes, kept or not.
    int64_t count;
} clt_transcript_part;

/// The bytes sent and received: heads and request bodies of all rounds of an exchange (redirects,
/// digest, re-sends), and the body of the last answer, decoded.
typedef struct clt_transcript {
    clt_transcript_part request_head, request_body, reply_head, reply_body;
} clt_transcript;

/// Forgets the previous exchange.
void clt_transcript_empty(clt_transcript *_Nonnull transcript);

/// Frees the transcript.
void clt_transcript_free(clt_transcript *_Nullable transcript);

/// Appends bytes to a part, as far as they fit.
void clt_transcript_note(clt_transcript_part *_Nonnull part, const void *_Nonnull bytes,
                         size_t count);

/// Forgets the content of a part.
void clt_transcript_part_empty(clt_transcript_part *_Nonnull part);

#endif
