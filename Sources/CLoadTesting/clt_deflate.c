#include "clt_deflate.h"

#include <zlib.h>

size_t clt_deflate_bound(size_t length) { return compressBound((uLong)length); }

size_t clt_deflate(const uint8_t *from, size_t length, uint8_t *to, size_t capacity) {
    uLongf written = (uLongf)capacity;
    return compress(to, &written, from, (uLong)length) == Z_OK ? (size_t)written : 0;
}
