#include "clt_json.h"

#include <stdbool.h>
#include <string.h>

/// A text and the position in it.
typedef struct clt_json {
    const uint8_t *bytes;
    size_t count;
    size_t index;
    int depth;
} clt_json;

static bool clt_json_is_at(const clt_json *json, uint8_t byte) {
    return json->index < json->count && json->bytes[json->index] == byte;
}

static bool clt_json_takes(clt_json *json, uint8_t byte) {
    if (!clt_json_is_at(json, byte)) return false;
    json->index++;
    return true;
}

static bool clt_json_word(clt_json *json, const char *word) {
    size_t length = strlen(word);
    if (json->count - json->index < length ||
        memcmp(json->bytes + json->index, word, length) != 0)
        return false;
    json->index += length;
    return true;
}

static void clt_json_space(clt_json *json) {
    json->index = clt_json_skip_space(json->bytes, json->count, json->index);
}

static bool clt_json_digits(clt_json *json) {
    size_t start = json->index;
    while (json->index < json->count && json->bytes[json->index] >= '0' &&
           json->bytes[json->index] <= '9')
        json->index++;
    return json->index > start;
}

static bool clt_json_number(clt_json *json) {
    clt_json_takes(json, '-');
    if (!clt_json_takes(json, '0') && !clt_json_digits(json)) return false;
    if (clt_json_takes(json, '.') && !clt_json_digits(json)) return false;
    if (clt_json_takes(json, 'e') || clt_json_takes(json, 'E')) {
        if (!clt_json_takes(json, '+')) clt_json_takes(json, '-');
        return clt_json_digits(json);
    }
    return true;
}

static bool clt_json_is_hexadecimal(uint8_t byte) {
    uint8_t letter = byte | 0x20;
    return (byte >= '0' && byte <= '9') || (letter >= 'a' && letter <= 'f');
}

/// Behind the backslash.
static bool clt_json_escape(clt_json *json) {
    if (json->index >= json->count) return false;
    uint8_t letter = json->bytes[json->index++];
    if (letter != 'u') return letter != 0 && strchr("\"\\/bfnrt", letter) != NULL;
    if (json->count - json->index < 4) return false;
    for (int digit = 0; digit < 4; digit++)
        if (!clt_json_is_hexadecimal(json->bytes[json->index++])) return false;
    return true;
}

static bool clt_json_string(clt_json *json) {
    if (!clt_json_takes(json, '"')) return false;
    while (json->index < json->count) {
        uint8_t byte = json->bytes[json->index++];
        if (byte == '"') return true;
        if (byte < 0x20 || (byte == '\\' && !clt_json_escape(json))) return false;
    }
    return false;
}

static bool clt_json_value(clt_json *json);

static bool clt_json_member(clt_json *json) {
    if (!clt_json_string(json)) return false;
    clt_json_space(json);
    if (!clt_json_takes(json, ':')) return false;
    clt_json_space(json);
    return clt_json_value(json);
}

/// The content of brackets.
static bool clt_json_list(clt_json *json, uint8_t end, bool (*item)(clt_json *)) {
    if (++json->depth > CLT_JSON_DEEPEST) return false;
    json->index++;
    clt_json_space(json);
    bool is_empty = clt_json_takes(json, end);
    while (!is_empty) {
        if (!item(json)) return false;
        clt_json_space(json);
        if (clt_json_takes(json, end)) break;
        if (!clt_json_takes(json, ',')) return false;
        clt_json_space(json);
    }
    json->depth--;
    return true;
}

static bool clt_json_value(clt_json *json) {
    if (json->index >= json->count) return false;
    switch (json->bytes[json->index]) {
    case '{': return clt_json_list(json, '}', clt_json_member);
    case '[': return clt_json_list(json, ']', clt_json_value);
    case '"': return clt_json_string(json);
    case 't': return clt_json_word(json, "true");
    case 'f': return clt_json_word(json, "false");
    case 'n': return clt_json_word(json, "null");
    default: return clt_json_number(json);
    }
}

size_t clt_json_skip_space(const uint8_t *bytes, size_t count, size_t index) {
    while (index < count && (bytes[index] == ' ' || bytes[index] == '\t' ||
                             bytes[index] == '\r' || bytes[index] == '\n'))
        index++;
    return index;
}

size_t clt_json_value_end(const uint8_t *bytes, size_t count, size_t index) {
    clt_json json = {.bytes = bytes, .count = count, .index = index};
    return clt_json_value(&json) ? json.index : index;
}
