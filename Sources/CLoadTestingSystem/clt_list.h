// A list that grows while it is read from the system, and is then passed to its owner.

#ifndef CLT_LIST_H
#define CLT_LIST_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    void *items;
    int32_t count, capacity;
} clt_list;

/// Appends an item, all of one size; false when there is no memory.
static inline bool clt_list_append(clt_list *list, const void *item, size_t size) {
    if (list->count == list->capacity) {
        int32_t capacity = list->capacity > 0 ? 2 * list->capacity : 64;
        void *grown = realloc(list->items, (size_t)capacity * size);
        if (grown == NULL) return false;
        list->items = grown;
        list->capacity = capacity;
    }
    memcpy((char *)list->items + (size_t)list->count++ * size, item, size);
    return true;
}

/// Passes the items to the caller, who frees them, and returns their number; -1, with the `errno`
/// of before, and nothing where they are incomplete.
static inline int32_t clt_list_take(clt_list *list, bool is_whole, void **items) {
    int error = errno;
    if (!is_whole) free(list->items);
    *items = is_whole ? list->items : NULL;
    errno = error;
    return is_whole ? list->count : -1;
}

#endif
