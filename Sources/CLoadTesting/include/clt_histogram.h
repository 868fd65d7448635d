// A histogram with HdrHistogram's layout: 1 µs to 1 h in microseconds, 3 significant digits.
//
// 2,048 counters of width 1, then 21 halves of 1,024 counters, each of twice the width before.
// Any two values in one counter differ by less than one thousandth.

#ifndef CLT_HISTOGRAM_H
#define CLT_HISTOGRAM_H

#include <stdint.h>

enum {
    CLT_HISTOGRAM_HALF = 1024,
    CLT_HISTOGRAM_SLOTS = 23 * CLT_HISTOGRAM_HALF,
};

/// The largest value: one hour in microseconds. Larger ones count as this.
static const int64_t clt_histogram_highest = 3600000000;

typedef struct clt_histogram {
    uint64_t count;
    /// Exact, in nanoseconds.
    int64_t minimum, maximum;
    /// In nanoseconds; exact up to 2^53.
    double sum;
    /// A bit for each counter in use, and the range of these words with any: searching for
    /// counters, or emptying them, costs only as much as was used.
    uint64_t used[CLT_HISTOGRAM_SLOTS / 64];
    int32_t lowest_word, highest_word;
    uint64_t slots[CLT_HISTOGRAM_SLOTS];
} clt_histogram;

/// Creates an empty histogram, or returns NULL when there is no memory.
clt_histogram *_Nullable clt_histogram_create(void);

void clt_histogram_destroy(clt_histogram *_Nonnull histogram);

/// The counter of a value in microseconds.
static inline int32_t clt_histogram_slot(int64_t microseconds) {
    uint64_t value = microseconds < 0                        ? 0
                     : microseconds > clt_histogram_highest ? (uint64_t)clt_histogram_highest
                                                            : (uint64_t)microseconds;
    int shift = 53 - __builtin_clzll(value | (2 * CLT_HISTOGRAM_HALF - 1));
    return shift * CLT_HISTOGRAM_HALF + (int32_t)(value >> shift);
}

/// The largest value in microseconds that a counter stands for.
static inline int64_t clt_histogram_highest_of(int32_t slot) {
    int shift = slot < 2 * CLT_HISTOGRAM_HALF ? 0 : slot / CLT_HISTOGRAM_HALF - 1;
    int64_t lowest = (int64_t)(slot - shift * CLT_HISTOGRAM_HALF) << shift;
    return lowest + ((int64_t)1 << shift) - 1;
}

/// Adds to a counter.
static inline void clt_histogram_raise(clt_histogram *_Nonnull histogram, int32_t slot,
                                       uint64_t count) {
    int32_t word = slot / 64;
    histogram->slots[slot] += count;
    histogram->used[word] |= (uint64_t)1 << slot % 64;
    if (word < histogram->lowest_word) histogram->lowest_word = word;
    if (word > histogram->highest_word) histogram->highest_word = word;
}

/// Counts one value in a counter.
static inline void clt_histogram_count(clt_histogram *_Nonnull histogram, int64_t nanoseconds,
                                       int32_t slot) {
    clt_histogram_raise(histogram, slot, 1);
    histogram->count++;
    histogram->sum += (double)nanoseconds;
    if (nanoseconds < histogram->minimum) histogram->minimum = nanoseconds;
    if (nanoseconds > histogram->maximum) histogram->maximum = nanoseconds;
}

/// Counts one value. Rounded up to whole microseconds: a time is never shown shorter than it was.
static inline void clt_histogram_record(clt_histogram *_Nonnull histogram, int64_t nanoseconds) {
    clt_histogram_count(histogram, nanoseconds, clt_histogram_slot((nanoseconds + 999) / 1000));
}

/// Counts one value to 2 digits: rounded up by less than 1.6 %, so that few counters are in use.
static inline void clt_histogram_record_coarse(clt_histogram *_Nonnull histogram,
                                               int64_t nanoseconds) {
    uint64_t value = nanoseconds <= 0 ? 0 : (uint64_t)(nanoseconds + 999) / 1000;
    int shift = 57 - __builtin_clzll(value | 127);
    value |= ((uint64_t)1 << shift) - 1;
    clt_histogram_count(histogram, nanoseconds, clt_histogram_slot((int64_t)value));
}

/// Forgets all values.
void clt_histogram_reset(clt_histogram *_Nonnull histogram);

/// The first counter from a slot on that is not zero; -1 when there is none.
int32_t clt_histogram_next(const clt_histogram *_Nonnull histogram, int32_t slot);

#endif
