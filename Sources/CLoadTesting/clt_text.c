// For memmem, which glibc hides otherwise.
#define _GNU_SOURCE

#include "clt_text.h"

#include <string.h>

static bool clt_is_unreserved(uint8_t byte) {
    return (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' || byte == '_' ||
           byte == '~';
}

static bool clt_is_visible(uint8_t byte) { return byte > 0x20 && byte < 0x7f; }

static bool clt_append_encoded(clt_buffer *buffer, const uint8_t *bytes, size_t count,
                               bool (*is_kept)(uint8_t)) {
    static const char digits[] = "0123456789ABCDEF";
    if (count > SIZE_MAX / 6 || !clt_buffer_reserve(buffer, count * 3)) return false;
    uint8_t *end = buffer->bytes + buffer->count;
    for (size_t index = 0; index < count; index++) {
        uint8_t byte = bytes[index];
        if (is_kept(byte)) {
            *end++ = byte;
            continue;
        }
        *end++ = '%';
        *end++ = (uint8_t)digits[byte >> 4];
        *end++ = (uint8_t)digits[byte & 15];
    }
    buffer->count = (size_t)(end - buffer->bytes);
    return true;
}

bool clt_buffer_append_percent(clt_buffer *buffer, const uint8_t *bytes, size_t count) {
    return clt_append_encoded(buffer, bytes, count, clt_is_unreserved);
}

bool clt_buffer_append_visible(clt_buffer *buffer, const uint8_t *bytes, size_t count) {
    return clt_append_encoded(buffer, bytes, count, clt_is_visible);
}

bool clt_is_one_line(const uint8_t *bytes, size_t count) {
    for (size_t index = 0; index < count; index++)
        if (bytes[index] == '\r' || bytes[index] == '\n' || bytes[index] == 0) return false;
    return true;
}

struct curl_slist *clt_list_lines(const clt_buffer *buffer, size_t first_line, int32_t count) {
    struct curl_slist *nodes = (struct curl_slist *)(void *)buffer->bytes;
    char *line = (char *)buffer->bytes + first_line;
    for (int32_t index = 0; index < count; index++) {
        nodes[index] = (struct curl_slist){
            .data = line, .next = index + 1 < count ? &nodes[index + 1] : NULL};
        line += strlen(line) + 1;
    }
    return nodes;
}

ptrdiff_t clt_find(const uint8_t *bytes, size_t count, size_t start, const uint8_t *wanted,
                   size_t wanted_count) {
    if (!bytes || !wanted || start > count) return -1;
    const uint8_t *found = memmem(bytes + start, count - start, wanted, wanted_count);
    return found ? found - bytes : -1;
}
