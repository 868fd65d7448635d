// The state of reading JSON, shared by those who need its bounds and those who need its values.

#ifndef CLT_JSON_READER_H
#define CLT_JSON_READER_H

#include "clt_json.h"
#include "clt_json_text.h"

/// A text and the position in it.
typedef struct clt_json {
    const uint8_t *bytes;
    size_t count;
    size_t index;
    int depth;
    /// The values read, in the order in which they begin; NULL where only the bounds count.
    clt_json_item *items;
    size_t item_count;
    size_t capacity;
    /// Takes what is read where no values are kept.
    clt_json_item unnoted;
    bool is_ascii;
} clt_json;

/// Reads the value at the position, and moves behind it; false when none is there.
bool clt_json_read_value(clt_json *json);

#endif
