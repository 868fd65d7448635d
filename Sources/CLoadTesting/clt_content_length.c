#include "clt_content_length.h"

#include <stdbool.h>

static bool clt_is_blank(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/// Reads one number and the blanks around it; moves `start` behind it.
static int64_t clt_read_length(const char **start, const char *end) {
    const char *next = *start;
    int64_t length = 0;
    while (next < end && clt_is_blank(*next)) next++;
    const char *first = next;
    for (; next < end && *next >= '0' && *next <= '9'; next++) {
        int digit = *next - '0';
        if (length > (INT64_MAX - digit) / 10) return -1;
        length = length * 10 + digit;
    }
    if (next == first) return -1;
    while (next < end && clt_is_blank(*next)) next++;
    *start = next;
    return length;
}

int64_t clt_content_length(const char *value, size_t count) {
    const char *next = value, *end = value + count;
    int64_t length = clt_read_length(&next, end);
    while (length >= 0 && next < end) {
        if (*next++ != ',') return -1;
        if (clt_read_length(&next, end) != length) return -1;
    }
    return length;
}
