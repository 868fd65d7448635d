// Growable bytes whose memory is reused.

#ifndef CLT_BUFFER_H
#define CLT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/// More memory than this is freed when the last use did not need it.
enum { CLT_BUFFER_KEPT_BYTES = 64 << 10 };

typedef struct clt_buffer {
    uint8_t *_Nullable bytes;
    size_t count;
    size_t capacity;
} clt_buffer;

/// Makes room for more bytes; false when there is no memory, and then nothing has changed.
bool clt_buffer_reserve(clt_buffer *_Nonnull buffer, size_t more);

/// Empties a buffer; most memory stays for the next use.
void clt_buffer_empty(clt_buffer *_Nonnull buffer);

/// Frees the memory.
void clt_buffer_free(clt_buffer *_Nonnull buffer);

/// Appends bytes; false when there is no memory, and then nothing has changed.
static inline bool clt_buffer_append(clt_buffer *_Nonnull buffer, const void *_Nullable bytes,
                                     size_t count) {
    if (count == 0) return true;
    if (buffer->capacity - buffer->count < count && !clt_buffer_reserve(buffer, count))
        return false;
    memcpy(buffer->bytes + buffer->count, bytes, count);
    buffer->count += count;
    return true;
}

/// Appends the first of some bytes, so that the buffer holds no more than a limit.
static inline bool clt_buffer_append_within(clt_buffer *_Nonnull buffer,
                                            const void *_Nullable bytes, size_t count,
                                            size_t limit) {
    size_t room = buffer->count < limit ? limit - buffer->count : 0;
    return clt_buffer_append(buffer, bytes, count < room ? count : room);
}

#endif
