// Names of header fields, which are compared eight bytes at a time.

#ifndef CLT_FIELD_NAME_H
#define CLT_FIELD_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t clt_eight_bytes(const char *_Nonnull text) {
    uint64_t bytes;
    memcpy(&bytes, text, sizeof bytes);
    return bytes;
}

/// Whether eight bytes are those of a name, whose letters are small ones, in either case.
static inline bool clt_are_of_name(const char *_Nonnull text, const char *_Nonnull name) {
    const uint64_t letters = 0x4040404040404040;
    uint64_t wanted = clt_eight_bytes(name);
    // Of letters alone the bit of the case is ignored: hyphens and colons have no other form.
    return (clt_eight_bytes(text) | (wanted & letters) >> 1) == wanted;
}

/// Whether text of 8 to 24 bytes is a name, which is made of small letters, hyphens and colons.
static inline bool clt_is_name(const char *_Nonnull text, const char *_Nonnull name,
                               size_t length) {
    return clt_are_of_name(text, name) &&
           (length <= 16 || clt_are_of_name(text + 8, name + 8)) &&
           clt_are_of_name(text + length - 8, name + length - 8);
}

#endif
