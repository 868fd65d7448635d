#include "clt_json.h"

#include <string.h>

#include "clt_json_reader.h"

static clt_json_item *clt_json_next_item(clt_json *json) {
    if (json->items == NULL) return &json->unnoted;
    return json->item_count < json->capacity ? &json->items[json->item_count++] : NULL;
}

static bool clt_json_takes(clt_json *json, uint8_t byte) {
    if (json->index >= json->count || json->bytes[json->index] != byte) return false;
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
    // Mostly there is none.
    if (json->index < json->count && json->bytes[json->index] > ' ') return;
    json->index = clt_json_skip_space(json->bytes, json->count, json->index);
}

static bool clt_json_digits(clt_json *json) {
    const uint8_t *start = json->bytes + json->index;
    const uint8_t *end = json->bytes + json->count;
    const uint8_t *next = start;
    while (next < end && *next >= '0' && *next <= '9') next++;
    json->index += (size_t)(next - start);
    return next > start;
}

static bool clt_json_number(clt_json *json, clt_json_item *item) {
    item->kind = CLT_JSON_NUMBER;
    clt_json_takes(json, '-');
    if (!clt_json_takes(json, '0') && !clt_json_digits(json)) return false;
    if (clt_json_takes(json, '.')) {
        item->is_plain = false;
        if (!clt_json_digits(json)) return false;
    }
    if (clt_json_takes(json, 'e') || clt_json_takes(json, 'E')) {
        item->is_plain = false;
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

static bool clt_json_string(clt_json *json, clt_json_item *item) {
    if (!clt_json_takes(json, '"')) return false;
    item->kind = CLT_JSON_STRING;
    item->start = (uint32_t)json->index;
    const uint8_t *next = json->bytes + json->index;
    const uint8_t *end = json->bytes + json->count;
    uint8_t seen = 0;
    while (next < end) {
        uint8_t byte = *next++;
        if (byte > '"' && byte != '\\') {
            seen |= byte;
            continue;
        }
        if (byte < 0x20) return false;
        if (byte > '"') {
            item->is_escaped = true;
            json->index = (size_t)(next - json->bytes);
            if (!clt_json_escape(json)) return false;
            next = json->bytes + json->index;
        } else if (byte == '"') {
            json->index = (size_t)(next - json->bytes);
            item->end = (uint32_t)json->index - 1;
            item->is_plain = seen < 0x80 && !item->is_escaped;
            if (seen >= 0x80) json->is_ascii = false;
            return true;
        }
    }
    return false;
}

static bool clt_json_value(clt_json *json, clt_json_item *within);

static bool clt_json_member(clt_json *json, clt_json_item *within) {
    clt_json_item *name = clt_json_next_item(json);
    if (name == NULL) return false;
    *name = (clt_json_item){.next = (uint32_t)json->item_count};
    if (!clt_json_string(json, name)) return false;
    if (!name->is_plain) within->is_plain = false;
    clt_json_space(json);
    if (!clt_json_takes(json, ':')) return false;
    clt_json_space(json);
    return clt_json_value(json, within);
}

/// The content of brackets.
static bool clt_json_list(clt_json *json, clt_json_item *list, uint8_t end,
                          bool (*item)(clt_json *, clt_json_item *)) {
    if (++json->depth > CLT_JSON_DEEPEST) return false;
    json->index++;
    clt_json_space(json);
    bool is_empty = clt_json_takes(json, end);
    while (!is_empty) {
        list->count++;
        if (!item(json, list)) return false;
        clt_json_space(json);
        if (clt_json_takes(json, end)) break;
        if (!clt_json_takes(json, ',')) return false;
        clt_json_space(json);
    }
    json->depth--;
    return true;
}

static bool clt_json_literal(clt_json *json, clt_json_item *item, clt_json_kind kind,
                             const char *word) {
    item->kind = kind;
    return clt_json_word(json, word);
}

static bool clt_json_content(clt_json *json, clt_json_item *item) {
    switch (json->bytes[json->index]) {
    case '{': item->kind = CLT_JSON_OBJECT; return clt_json_list(json, item, '}', clt_json_member);
    case '[': item->kind = CLT_JSON_ARRAY; return clt_json_list(json, item, ']', clt_json_value);
    case 't': return clt_json_literal(json, item, CLT_JSON_TRUE, "true");
    case 'f': return clt_json_literal(json, item, CLT_JSON_FALSE, "false");
    case 'n': return clt_json_literal(json, item, CLT_JSON_NULL, "null");
    default: return clt_json_number(json, item);
    }
}

static bool clt_json_value(clt_json *json, clt_json_item *within) {
    (void)within;
    if (json->index >= json->count) return false;
    clt_json_item *item = clt_json_next_item(json);
    if (item == NULL) return false;
    *item = (clt_json_item){.start = (uint32_t)json->index, .is_plain = true};
    if (json->bytes[json->index] == '"') {
        if (!clt_json_string(json, item)) return false;
    } else {
        if (!clt_json_content(json, item)) return false;
        item->end = (uint32_t)json->index;
    }
    item->next = (uint32_t)json->item_count;
    return true;
}

bool clt_json_read_value(clt_json *json) { return clt_json_value(json, NULL); }

size_t clt_json_skip_space(const uint8_t *bytes, size_t count, size_t index) {
    while (index < count && (bytes[index] == ' ' || bytes[index] == '\t' ||
                             bytes[index] == '\r' || bytes[index] == '\n'))
        index++;
    return index;
}

size_t clt_json_value_end(const uint8_t *bytes, size_t count, size_t index) {
    clt_json json = {.bytes = bytes, .count = count, .index = index};
    return clt_json_read_value(&json) ? json.index : index;
}
