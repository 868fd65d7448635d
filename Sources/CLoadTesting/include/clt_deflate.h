// zlib's format of compressed bytes.

#ifndef CLT_DEFLATE_H
#define CLT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

/// The maximum bytes that clt_deflate writes.
size_t clt_deflate_bound(size_t length);

/// Compresses bytes and returns the length written; 0 when there is no memory.
///
/// `capacity` is clt_deflate_bound(length) or more.
size_t clt_deflate(const uint8_t *_Nonnull from, size_t length, uint8_t *_Nonnull to,
                   size_t capacity);

#endif
