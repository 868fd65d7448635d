// A small blocking GET: for requests beside a load, never on the path of its own.

#ifndef CLT_FETCH_H
#define CLT_FETCH_H

#include <stddef.h>

#include "clt_buffer.h"

enum {
    /// The body is encoded in a way that can't be decoded.
    CLT_FETCH_ENCODING = -61,
};

/// Gets a URL. Returns the status, or a negative number for a failure; the body, decoded and up to
/// `max_bytes` bytes (more is a failure), is put into `body`.
///
/// Redirects to the same origin are followed, five at most; the target of the last one is put into
/// `redirect`. `bundle` is a file of trusted certificates, NULL for libcurl's own.
int clt_fetch(
    const char *_Nonnull url, const char *_Nonnull user_agent, const char *_Nullable bundle,
    long milliseconds, size_t max_bytes, clt_buffer *_Nonnull body, clt_buffer *_Nonnull redirect);

/// The text of a failure of clt_fetch, in libcurl's words.
const char *_Nonnull clt_fetch_text(int failure);

#endif
