// Text of requests as it may stand on the wire.

#ifndef CLT_TEXT_H
#define CLT_TEXT_H

#include <curl/curl.h>
#include <stddef.h>

#include "clt_buffer.h"

/// Appends bytes percent-encoded but for the unreserved characters of RFC 3986; false when there is
/// no memory.
///
/// Provided since a debug build of Swift spends more on each byte than libcurl on the request.
bool clt_buffer_append_percent(clt_buffer *_Nonnull buffer, const uint8_t *_Nullable bytes,
                               size_t count);

/// Appends bytes of a URL, spaces, control characters and bytes beyond ASCII percent-encoded;
/// false when there is no memory.
bool clt_buffer_append_visible(clt_buffer *_Nonnull buffer, const uint8_t *_Nullable bytes,
                               size_t count);

/// Appends bytes as they are; false when there is no memory.
static inline bool clt_buffer_append_bytes(clt_buffer *_Nonnull buffer,
                                           const uint8_t *_Nullable bytes, size_t count) {
    return clt_buffer_append(buffer, bytes, count);
}

/// Makes a list of lines that stand one behind the other, each ended by a zero byte. The nodes fill
/// the start of the same buffer, which must hold room for them.
///
/// Provided because curl_slist_append allocates a node and a copy for each line.
struct curl_slist *_Nonnull clt_list_lines(const clt_buffer *_Nonnull buffer, size_t first_line,
                                           int32_t count);

/// Whether bytes hold none of CR, LF and NUL, so that they are one line of text.
bool clt_is_one_line(const uint8_t *_Nullable bytes, size_t count);

/// The first occurrence of bytes in others, from a place on; -1 without one. Linear in their sum.
ptrdiff_t clt_find(const uint8_t *_Nullable bytes, size_t count, size_t start,
                   const uint8_t *_Nullable wanted, size_t wanted_count);

#endif
