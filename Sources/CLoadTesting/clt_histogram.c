#include "clt_histogram.h"

#include <stdlib.h>
#include <string.h>

static void clt_histogram_clear_summary(clt_histogram *histogram) {
    histogram->count = 0;
    histogram->sum = 0;
    histogram->minimum = INT64_MAX;
    histogram->maximum = INT64_MIN;
    histogram->lowest_slot = CLT_HISTOGRAM_SLOTS;
    histogram->highest_slot = -1;
}

clt_histogram *clt_histogram_create(void) {
    clt_histogram *histogram = calloc(1, sizeof *histogram);
    if (histogram) clt_histogram_clear_summary(histogram);
    return histogram;
}

void clt_histogram_destroy(clt_histogram *histogram) { free(histogram); }

void clt_histogram_reset(clt_histogram *histogram) {
    if (histogram->highest_slot >= histogram->lowest_slot) {
        size_t used = (size_t)(histogram->highest_slot - histogram->lowest_slot + 1);
        memset(histogram->slots + histogram->lowest_slot, 0, used * sizeof *histogram->slots);
    }
    clt_histogram_clear_summary(histogram);
}

int32_t clt_histogram_used(const clt_histogram *histogram) {
    int32_t used = 0;
    for (int32_t slot = histogram->lowest_slot; slot <= histogram->highest_slot; slot++)
        used += histogram->slots[slot] != 0;
    return used;
}

void clt_histogram_export(const clt_histogram *histogram, int32_t *slots, uint64_t *counts) {
    for (int32_t slot = histogram->lowest_slot; slot <= histogram->highest_slot; slot++) {
        if (histogram->slots[slot] == 0) continue;
        *slots++ = slot;
        *counts++ = histogram->slots[slot];
    }
}
