// Cookies (RFC 6265) of exchanges that libcurl does not make: libcurl's store keeps them, and this
// is the way into it and out of it.

#ifndef CLT_COOKIE_H
#define CLT_COOKIE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "clt_buffer.h"

/// The request that a cookie came with, or goes with.
typedef struct clt_cookie_place {
    const char *_Nonnull host;
    /// The path, with or without a query. Not ended by a zero byte.
    const char *_Nonnull path;
    size_t path_length;
    /// The connection is encrypted, or does not leave the machine.
    bool is_secure;
} clt_cookie_place;

/// Whether secure cookies are sent to a host: over TLS, and within the machine.
bool clt_cookie_is_secure(const char *_Nonnull host, bool is_encrypted);

/// Stores the cookie of a Set-Cookie field's value; false when it is none, or not this server's to
/// set.
bool clt_cookie_store(CURL *_Nonnull easy, const char *_Nonnull value, size_t length,
                      const clt_cookie_place *_Nonnull place);

/// Appends a Cookie line of the stored cookies that go with a request; none when there are none.
/// False when there is no memory.
bool clt_cookie_append_line(clt_buffer *_Nonnull buffer, CURL *_Nonnull easy,
                            const clt_cookie_place *_Nonnull place, time_t now);

#endif
