// A text of JSON (RFC 8259) that is read once, so that each of its values can be found.

#ifndef CLT_JSON_TEXT_H
#define CLT_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum clt_json_kind {
    CLT_JSON_OBJECT,
    CLT_JSON_ARRAY,
    CLT_JSON_STRING,
    CLT_JSON_NUMBER,
    CLT_JSON_TRUE,
    CLT_JSON_FALSE,
    CLT_JSON_NULL,
} clt_json_kind;

/// A value, or the name of a member.
typedef struct clt_json_item {
    /// The bounds of its bytes, for a string without the quotes.
    uint32_t start;
    uint32_t end;
    /// The place behind the value and all that it holds.
    uint32_t next;
    /// Members or elements.
    uint32_t count;
    clt_json_kind kind;
    /// A string of ASCII without escapes, an object with such names only, a number of digits only.
    bool is_plain;
    bool is_escaped;
} clt_json_item;

/// A copy of the bytes, and the values in the order in which they begin: the whole one at place 0,
/// a member's name directly before its value.
typedef struct clt_json_text {
    const uint8_t *_Nonnull bytes;
    const clt_json_item *_Nonnull items;
    bool is_ascii;
} clt_json_text;

/// Reads one value with nothing but space around it; NULL when there is none, or no memory.
const clt_json_text *_Nullable clt_json_text_create(const uint8_t *_Nullable bytes, size_t count);

void clt_json_text_free(const clt_json_text *_Nonnull text);

/// Results of looking for a member that are no place.
enum { CLT_JSON_NO_MEMBER = 0 };
/// Decoders may differ on the member: a name is there twice, or not in plain ASCII.
static const uint32_t CLT_JSON_ODD_MEMBER = UINT32_MAX;
/// The maximum members of an object in which one is looked for, name by name.
enum { CLT_JSON_MOST_MEMBERS = 128 };

/// The place of the value of an object's member, or one of the results above.
uint32_t clt_json_text_member(const clt_json_text *_Nonnull text, uint32_t object,
                              const uint8_t *_Nullable name, size_t count);

/// The magnitude of a whole number; false when it has a fraction or exponent, or does not fit.
bool clt_json_text_magnitude(const clt_json_text *_Nonnull text, uint32_t place,
                             uint64_t *_Nonnull magnitude, bool *_Nonnull is_negative);

/// Writes a string with its escapes resolved; false where one is half of a surrogate pair.
///
/// The target has room for as many bytes as the string has with its escapes.
bool clt_json_text_unescape(const clt_json_text *_Nonnull text, uint32_t place,
                            uint8_t *_Nonnull target, size_t *_Nonnull count);

#endif
