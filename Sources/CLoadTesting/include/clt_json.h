// The bounds of values in a text of JSON (RFC 8259).

#ifndef CLT_JSON_H
#define CLT_JSON_H

#include <stddef.h>
#include <stdint.h>

/// The maximum depth, that of Foundation's decoder.
enum { CLT_JSON_DEEPEST = 512 };

/// The first place from an index on that is no space.
size_t clt_json_skip_space(const uint8_t *_Nullable bytes, size_t count, size_t index);

/// The end of the value that begins at an index; the index itself when none does.
///
/// Provided since a debug build of Swift spends more on each byte than a decoder on the value.
size_t clt_json_value_end(const uint8_t *_Nullable bytes, size_t count, size_t index);

#endif
