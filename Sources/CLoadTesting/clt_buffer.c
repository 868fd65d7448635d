#include "clt_buffer.h"

#include <stdlib.h>

bool clt_buffer_reserve(clt_buffer *buffer, size_t more) {
    if (buffer->capacity - buffer->count >= more) return true;
    // More than any machine's memory; doubling stays within the type.
    if (more > SIZE_MAX >> 16) return false;
    size_t capacity = buffer->capacity ? buffer->capacity : 256;
    while (capacity - buffer->count < more) capacity *= 2;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (!grown) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
    return true;
}

void clt_buffer_empty(clt_buffer *buffer) {
    bool was_small = buffer->count <= CLT_BUFFER_KEPT_BYTES;
    if (was_small && buffer->capacity > CLT_BUFFER_KEPT_BYTES) clt_buffer_free(buffer);
    buffer->count = 0;
}

void clt_buffer_free(clt_buffer *buffer) {
    free(buffer->bytes);
    *buffer = (clt_buffer){0};
}
