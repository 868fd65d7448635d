#include "clt_counters.h"

#include <string.h>

uint8_t *clt_counters_put(uint8_t *to, int32_t before, int32_t slot, uint64_t count) {
    uint64_t distance = (uint64_t)(slot - before - 1);
    to = clt_number_put(to, distance << 1 | (count > 1));
    return count > 1 ? clt_number_put(to, count - 2) : to;
}

size_t clt_counters_write(const clt_histogram *histogram, uint8_t *to) {
    uint8_t dropped[16];
    size_t length = 0;
    int32_t before = -1;
    for (int32_t slot = clt_histogram_next(histogram, 0); slot >= 0;
         slot = clt_histogram_next(histogram, slot + 1)) {
        uint8_t *begin = to ? to + length : dropped;
        length += (size_t)(clt_counters_put(begin, before, slot, histogram->slots[slot]) - begin);
        before = slot;
    }
    return length;
}

static clt_counters clt_counters_of(const uint8_t *bytes, size_t length) {
    return (clt_counters){.next = bytes, .end = bytes ? bytes + length : NULL, .slot = -1};
}

/// Advances to the next counter; behind the last one is one of no values.
static void clt_counters_follow(clt_counters *counters) {
    if (clt_counters_advance(counters)) return;
    counters->slot = CLT_HISTOGRAM_SLOTS;
    counters->count = 0;
}

int32_t clt_counters_slot_at(const uint8_t *bytes, size_t length, uint64_t rank) {
    clt_counters counters = clt_counters_of(bytes, length);
    uint64_t seen = 0;
    while (clt_counters_advance(&counters)) {
        seen += counters.count;
        if (seen >= rank) return counters.slot;
    }
    return -1;
}

size_t clt_counters_merge(const uint8_t *one, size_t one_length, const uint8_t *other,
                          size_t other_length, uint8_t *to) {
    clt_counters left = clt_counters_of(one, one_length);
    clt_counters right = clt_counters_of(other, other_length);
    uint8_t *begin = to;
    int32_t before = -1;
    clt_counters_follow(&left);
    clt_counters_follow(&right);
    while (left.count > 0 || right.count > 0) {
        int32_t slot = left.slot < right.slot ? left.slot : right.slot;
        uint64_t count = (left.slot == slot ? left.count : 0) +
                         (right.slot == slot ? right.count : 0);
        bool from_left = left.slot == slot, from_right = right.slot == slot;
        if (from_left) clt_counters_follow(&left);
        if (from_right) clt_counters_follow(&right);
        to = clt_counters_put(to, before, slot, count);
        before = slot;
    }
    return (size_t)(to - begin);
}

size_t clt_counters_subtract(const uint8_t *whole, size_t whole_length, const uint8_t *part,
                             size_t part_length, uint8_t *to) {
    clt_counters left = clt_counters_of(whole, whole_length);
    clt_counters right = clt_counters_of(part, part_length);
    uint8_t *begin = to;
    int32_t before = -1;
    clt_counters_follow(&right);
    while (clt_counters_advance(&left)) {
        while (right.slot < left.slot) clt_counters_follow(&right);
        uint64_t taken = right.slot == left.slot ? right.count : 0;
        if (left.count <= taken) continue;
        to = clt_counters_put(to, before, left.slot, left.count - taken);
        before = left.slot;
    }
    return (size_t)(to - begin);
}

size_t clt_histogram_packed_capacity(const clt_histogram *histogram) {
    return 64 + clt_counters_write(histogram, NULL);
}

/// Sums are whole nanoseconds, as numbers of a few bytes, unless they are implausibly large.
static bool clt_is_whole(double sum) { return sum > -0x1p62 && sum < 0x1p62; }

uint8_t *clt_histogram_pack(const clt_histogram *histogram, uint8_t *to) {
    bool is_whole = clt_is_whole(histogram->sum);
    to = clt_number_put(to, histogram->count << 1 | !is_whole);
    to = clt_number_put(to, clt_number_folded(histogram->minimum));
    uint64_t range = (uint64_t)histogram->maximum - (uint64_t)histogram->minimum;
    if (histogram->count > 1) to = clt_number_put(to, range);
    if (!is_whole) {
        memcpy(to, &histogram->sum, sizeof histogram->sum);
        to += sizeof histogram->sum;
    } else if (histogram->count > 1) {
        to = clt_number_put(to, clt_number_folded((int64_t)histogram->sum));
    }
    size_t length = clt_counters_write(histogram, NULL);
    to = clt_number_put(to, length);
    return to + clt_counters_write(histogram, to);
}

const uint8_t *clt_histogram_add_packed(clt_histogram *histogram, const uint8_t *from,
                                        bool with_counters) {
    uint64_t head = clt_number_take(&from), count = head >> 1;
    int64_t minimum = clt_number_unfolded(clt_number_take(&from)), maximum = minimum;
    double sum = (double)minimum;
    if (count > 1) maximum = (int64_t)((uint64_t)minimum + clt_number_take(&from));
    if (head & 1) {
        memcpy(&sum, from, sizeof sum);
        from += sizeof sum;
    } else if (count > 1) {
        sum = (double)clt_number_unfolded(clt_number_take(&from));
    }
    size_t length = clt_number_take(&from);
    clt_histogram_add(histogram, from, with_counters ? length : 0, count, minimum, maximum, sum);
    return from + length;
}

void clt_histogram_add(clt_histogram *histogram, const uint8_t *bytes, size_t length,
                       uint64_t count, int64_t minimum, int64_t maximum, double sum) {
    clt_counters counters = clt_counters_of(bytes, length);
    while (clt_counters_advance(&counters))
        clt_histogram_raise(histogram, counters.slot, counters.count);
    histogram->count += count;
    histogram->sum += sum;
    if (minimum < histogram->minimum) histogram->minimum = minimum;
    if (maximum > histogram->maximum) histogram->maximum = maximum;
}
