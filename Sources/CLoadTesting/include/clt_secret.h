// Recognizes names of fields, headers and slots whose value is a secret.
//
// Provided because untrusted text may hold a name every few bytes, and taking each apart must cost
// next to nothing, also in a debug build.

#ifndef CLT_SECRET_H
#define CLT_SECRET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The certainty that the value of a name is a secret.
typedef enum clt_secret_kind {
    CLT_NO_SECRET,
    /// A secret, but also a word of prose: `session: expired`.
    CLT_LIKELY_SECRET,
    /// A secret in any context: `password`, `X-Api-Key`.
    CLT_CERTAIN_SECRET,
} clt_secret_kind;

/// The kind of secret that a name is. A name is split into words, so that a `pin` is one and
/// `shipping` is not; of a long one the first and last 64 bytes are read.
clt_secret_kind clt_secret_kind_of(const uint8_t *_Nullable name, size_t count);

/// Whether a name alone grants access in the query of a URL: a key, a code.
bool clt_is_query_secret(const uint8_t *_Nullable name, size_t count);

#endif
