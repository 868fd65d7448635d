// Where a redirect leads to.

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

/// Where a reference leads to from a URL, resolved as libcurl does.
clt_direction clt_direction_of(CURLU *_Nonnull origin, const char *_Nonnull reference);

/// A copy of header lines without those about content, which a request that became GET has lost
/// (RFC 9110, 15.4); `NULL` when none are left or there is no memory.
struct curl_slist *_Nullable clt_lines_without_content(const struct curl_slist *_Nullable lines);

#endif
