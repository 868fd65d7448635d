// The target of a redirect.

#ifndef CLT_REDIRECT_H
#define CLT_REDIRECT_H

#include <curl/curl.h>
#include <stdbool.h>

typedef enum clt_direction {
    /// Scheme, host and port are those of the request.
    CLT_SAME_ORIGIN,
    /// Another server of HTTP.
    CLT_OTHER_ORIGIN,
    /// No URL, or none of HTTP.
    CLT_NOWHERE,
} clt_direction;

/// Compares the origin of a reference, resolved as libcurl does, with that of a URL.
clt_direction clt_direction_of(CURLU *_Nonnull origin, const char *_Nonnull reference);

/// Whether a header line describes the content of a request (RFC 9110, 15.4): Content-Type,
/// -Length, -Encoding, -Language and the like, and fields on its transfer and its digests.
bool clt_is_about_content(const char *_Nonnull line);

#endif
