#include "clt_json_text.h"

#include <stdlib.h>
#include <string.h>

#include "clt_json_reader.h"

/// Longer texts would not be counted in 32 bits.
enum { CLT_JSON_LONGEST = 1 << 28 };

const clt_json_text *clt_json_text_create(const uint8_t *bytes, size_t count) {
    if (count == 0 || count > CLT_JSON_LONGEST) return NULL;
    // Each value but the first takes a separator or two brackets, beside a byte of its own.
    size_t capacity = (count + 1) / 2;
    clt_json_text *text =
        malloc(sizeof(clt_json_text) + capacity * sizeof(clt_json_item) + count);
    if (text == NULL) return NULL;
    clt_json_item *items = (clt_json_item *)(text + 1);
    uint8_t *copy = (uint8_t *)(items + capacity);
    memcpy(copy, bytes, count);
    clt_json json = {
        .bytes = copy, .count = count, .items = items, .capacity = capacity, .is_ascii = true};
    json.index = clt_json_skip_space(copy, count, 0);
    if (!clt_json_read_value(&json) || clt_json_skip_space(copy, count, json.index) != count) {
        free(text);
        return NULL;
    }
    *text = (clt_json_text){.bytes = copy, .items = items, .is_ascii = json.is_ascii};
    return text;
}

void clt_json_text_free(const clt_json_text *text) { free((void *)text); }

static bool clt_json_is_ascii(const uint8_t *bytes, size_t count) {
    uint8_t seen = 0;
    for (size_t index = 0; index < count; index++) seen |= bytes[index];
    return seen < 0x80;
}

uint32_t clt_json_text_member(const clt_json_text *text, uint32_t object, const uint8_t *name,
                              size_t count) {
    const clt_json_item *members = &text->items[object];
    // Decoders compare names as text, in which other bytes may mean the same.
    if (!members->is_plain || members->count > CLT_JSON_MOST_MEMBERS ||
        !clt_json_is_ascii(name, count))
        return CLT_JSON_ODD_MEMBER;
    uint32_t found = CLT_JSON_NO_MEMBER;
    for (uint32_t place = object + 1; place < members->next;
         place = text->items[place + 1].next) {
        const clt_json_item *item = &text->items[place];
        if (item->end - item->start != count ||
            (count > 0 && memcmp(text->bytes + item->start, name, count) != 0))
            continue;
        if (found != CLT_JSON_NO_MEMBER) return CLT_JSON_ODD_MEMBER;
        found = place + 1;
    }
    return found;
}

bool clt_json_text_magnitude(const clt_json_text *text, uint32_t place, uint64_t *magnitude,
                             bool *is_negative) {
    const clt_json_item *item = &text->items[place];
    if (item->kind != CLT_JSON_NUMBER || !item->is_plain) return false;
    uint32_t index = item->start;
    *is_negative = text->bytes[index] == '-';
    if (*is_negative) index++;
    uint64_t value = 0;
    for (; index < item->end; index++)
        if (__builtin_mul_overflow(value, (uint64_t)10, &value) ||
            __builtin_add_overflow(value, (uint64_t)(text->bytes[index] - '0'), &value))
            return false;
    *magnitude = value;
    return true;
}

static uint32_t clt_json_code_unit(const uint8_t *digits) {
    uint32_t unit = 0;
    for (int index = 0; index < 4; index++) {
        uint8_t digit = digits[index];
        unit = unit << 4 | (uint32_t)(digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
    }
    return unit;
}

static size_t clt_json_write_utf8(uint32_t scalar, uint8_t *target) {
    if (scalar < 0x80) {
        target[0] = (uint8_t)scalar;
        return 1;
    }
    size_t more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const uint8_t leads[] = {0, 0xc0, 0xe0, 0xf0};
    target[0] = leads[more] | (uint8_t)(scalar >> (6 * more));
    for (size_t index = 1; index <= more; index++)
        target[index] = 0x80 | ((scalar >> (6 * (more - index))) & 0x3f);
    return more + 1;
}

static bool clt_json_is_within(uint32_t unit, uint32_t first) {
    return unit >= first && unit < first + 0x400;
}

/// The scalar behind `\u`, and the bytes that its digits take; false for half of a pair.
static bool clt_json_scalar(const uint8_t *source, const uint8_t *end, uint32_t *scalar,
                            size_t *length) {
    *scalar = clt_json_code_unit(source);
    *length = 4;
    if (clt_json_is_within(*scalar, 0xdc00)) return false;
    if (!clt_json_is_within(*scalar, 0xd800)) return true;
    if (end - source < 10 || source[4] != '\\' || source[5] != 'u') return false;
    uint32_t low = clt_json_code_unit(source + 6);
    *scalar = 0x10000 + ((*scalar - 0xd800) << 10) + (low - 0xdc00);
    *length = 10;
    return clt_json_is_within(low, 0xdc00);
}

static uint8_t clt_json_control(uint8_t letter) {
    switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter;
    }
}

bool clt_json_text_unescape(const clt_json_text *text, uint32_t place, uint8_t *target,
                            size_t *count) {
    const uint8_t *source = text->bytes + text->items[place].start;
    const uint8_t *end = text->bytes + text->items[place].end;
    uint8_t *start = target;
    while (source < end) {
        if (*source != '\\') {
            *target++ = *source++;
            continue;
        }
        uint8_t letter = source[1];
        source += 2;
        if (letter != 'u') {
            *target++ = clt_json_control(letter);
            continue;
        }
        uint32_t scalar;
        size_t length;
        if (!clt_json_scalar(source, end, &scalar, &length)) return false;
        target += clt_json_write_utf8(scalar, target);
        source += length;
    }
    *count = (size_t)(target - start);
    return true;
}
