#include "clt_histogram.h"

#include <stdlib.h>

static void clt_histogram_clear_summary(clt_histogram *histogram) {
    histogram->count = 0;
    histogram->sum = 0;
    histogram->minimum = INT64_MAX;
    histogram->maximum = INT64_MIN;
    histogram->lowest_word = CLT_HISTOGRAM_SLOTS / 64;
    histogram->highest_word = -1;
}

clt_histogram *clt_histogram_create(void) {
    clt_histogram *histogram = calloc(1, sizeof *histogram);
    if (histogram) clt_histogram_clear_summary(histogram);
    return histogram;
}

void clt_histogram_destroy(clt_histogram *histogram) { free(histogram); }

void clt_histogram_reset(clt_histogram *histogram) {
    for (int32_t word = histogram->lowest_word; word <= histogram->highest_word; word++) {
        for (uint64_t left = histogram->used[word]; left != 0; left &= left - 1)
            histogram->slots[word * 64 + __builtin_ctzll(left)] = 0;
        histogram->used[word] = 0;
    }
    clt_histogram_clear_summary(histogram);
}

int32_t clt_histogram_next(const clt_histogram *histogram, int32_t slot) {
    int32_t word = slot / 64;
    uint64_t left = word <= histogram->highest_word ? histogram->used[word] >> slot % 64 : 0;
    if (left != 0) return slot + __builtin_ctzll(left);
    if (word < histogram->lowest_word) word = histogram->lowest_word - 1;
    while (++word <= histogram->highest_word)
        if (histogram->used[word] != 0) return word * 64 + __builtin_ctzll(histogram->used[word]);
    return -1;
}
