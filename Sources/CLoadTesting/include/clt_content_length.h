// The value of a Content-Length field.

#ifndef CLT_CONTENT_LENGTH_H
#define CLT_CONTENT_LENGTH_H

#include <stddef.h>
#include <stdint.h>

/// The length that the value of a Content-Length field states, -1 when it is none: digits alone, or
/// a list of the same length (RFC 9110, 8.6), at most 2^63 - 1.
///
/// Provided because libcurl reads `5, 6`, `0x5` and `5abc` as numbers, and continues.
int64_t clt_content_length(const char *_Nonnull value, size_t count);

#endif
