// The counters of a histogram that are in use, as few bytes: a run keeps hundreds of thousands.
//
// For each counter, ascending, a number: twice the distance from the one before, less two, plus one
// where its count follows as a number of its own, less two. Numbers are in base 128, low digits
// first. A lone value among close ones takes a byte.

#ifndef CLT_COUNTERS_H
#define CLT_COUNTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clt_histogram.h"

/// Counters read one after the other. Begins with the slot -1.
typedef struct clt_counters {
    const uint8_t *_Nullable next;
    const uint8_t *_Nullable end;
    int32_t slot;
    uint64_t count;
} clt_counters;

/// Writes a number and returns where it ends, at most 10 bytes on.
static inline uint8_t *_Nonnull clt_number_put(uint8_t *_Nonnull to, uint64_t number) {
    for (; number >= 128; number >>= 7) *to++ = (uint8_t)(number | 128);
    *to++ = (uint8_t)number;
    return to;
}

/// Reads a number and moves behind it.
static inline uint64_t clt_number_take(const uint8_t *_Nonnull *_Nonnull from) {
    uint64_t number = 0;
    int shift = 0;
    do number |= (uint64_t)(**from & 127) << shift;
    while (shift += 7, *(*from)++ & 128);
    return number;
}

/// Maps a small amount of either sign to a small number.
static inline uint64_t clt_number_folded(int64_t value) {
    return (uint64_t)value << 1 ^ (uint64_t)(value >> 63);
}

static inline int64_t clt_number_unfolded(uint64_t number) {
    return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

/// Advances to the next counter; false when there is none.
static inline bool clt_counters_advance(clt_counters *_Nonnull counters) {
    if (counters->next == counters->end) return false;
    const uint8_t *from = counters->next;
    uint64_t head = clt_number_take(&from);
    counters->slot += (int32_t)(head >> 1) + 1;
    counters->count = head & 1 ? clt_number_take(&from) + 2 : 1;
    counters->next = from;
    return true;
}

/// Writes the counters of a histogram, or only returns the bytes that they take.
size_t clt_counters_write(const clt_histogram *_Nonnull histogram, uint8_t *_Nullable to);

/// Writes one counter behind that of another slot, or -1, and returns where it ends, at most 13
/// bytes on.
uint8_t *_Nonnull clt_counters_put(uint8_t *_Nonnull to, int32_t before, int32_t slot,
                                   uint64_t count);

/// The counter in which a rank from 1 lies; -1 when there are fewer values.
int32_t clt_counters_slot_at(const uint8_t *_Nullable bytes, size_t length, uint64_t rank);

/// Writes the sum of both and returns its length, at most that of both together.
size_t clt_counters_merge(const uint8_t *_Nullable one, size_t one_length,
                          const uint8_t *_Nullable other, size_t other_length,
                          uint8_t *_Nonnull to);

/// Writes the remainder after subtracting the counts of `part`, none below zero, and returns its
/// length, at most that of the whole.
size_t clt_counters_subtract(const uint8_t *_Nullable whole, size_t whole_length,
                             const uint8_t *_Nullable part, size_t part_length,
                             uint8_t *_Nonnull to);

/// The maximum bytes that clt_histogram_pack writes.
size_t clt_histogram_packed_capacity(const clt_histogram *_Nonnull histogram);

/// Writes the content of a histogram with values and returns where it ends.
uint8_t *_Nonnull clt_histogram_pack(const clt_histogram *_Nonnull histogram,
                                     uint8_t *_Nonnull to);

/// Adds packed content and returns where it ends; without the counters where only number, extremes
/// and sum are wanted.
const uint8_t *_Nonnull clt_histogram_add_packed(clt_histogram *_Nonnull histogram,
                                                 const uint8_t *_Nonnull from,
                                                 bool with_counters);

/// Adds counters with the number, extremes and sum of their values.
void clt_histogram_add(clt_histogram *_Nonnull histogram, const uint8_t *_Nullable counters,
                       size_t length, uint64_t count, int64_t minimum, int64_t maximum, double sum);

#endif
