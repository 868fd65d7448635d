#include "clt_poller.h"

#include <stdlib.h>
#include <string.h>

typedef struct clt_watch {
    /// The events registered with the system.
    uint8_t registered;
    /// The events that the owner waits for.
    uint8_t wanted;
    /// Whether the poller is told of its closing, so that it may stay registered meanwhile.
    bool adopted;
    clt_token token;
    /// The owner that adopted it.
    void *owner;
} clt_watch;

struct clt_poller {
    clt_event_queue queue;
    /// By descriptor.
    clt_watch *watches;
    int capacity;
    uint64_t changes;
};

clt_poller *clt_poller_create(void) {
    clt_poller *poller = calloc(1, sizeof *poller);
    if (!poller) return NULL;
    if (clt_event_queue_open(&poller->queue)) return poller;
    free(poller);
    return NULL;
}

void clt_poller_destroy(clt_poller *poller) {
    clt_event_queue_close(&poller->queue);
    free(poller->watches);
    free(poller);
}

static clt_watch *clt_watch_of(clt_poller *poller, int descriptor) {
    if (descriptor >= poller->capacity) {
        int capacity = poller->capacity ? poller->capacity : 256;
        while (capacity <= descriptor) capacity *= 2;
        clt_watch *grown = realloc(poller->watches, (size_t)capacity * sizeof *grown);
        if (!grown) return NULL;
        memset(grown + poller->capacity, 0,
               (size_t)(capacity - poller->capacity) * sizeof *grown);
        poller->watches = grown;
        poller->capacity = capacity;
    }
    return &poller->watches[descriptor];
}

static bool clt_poller_register(clt_poller *poller, int descriptor, clt_watch *watch, int to,
                                clt_token token) {
    bool has_other_token = watch->token != token && watch->registered != CLT_NOTHING;
    watch->token = token;
    if (watch->registered == to && !has_other_token) return true;
    poller->changes++;
    int from = watch->registered;
    watch->registered = (uint8_t)to;
    return clt_event_queue_change(&poller->queue, descriptor, from, to, token);
}

bool clt_poller_adopt(clt_poller *poller, int descriptor, void *owner) {
    clt_watch *watch = clt_watch_of(poller, descriptor);
    if (watch) *watch = (clt_watch){.adopted = true, .owner = owner};
    return watch;
}

void *clt_poller_owner(const clt_poller *poller, int descriptor) {
    return descriptor < poller->capacity ? poller->watches[descriptor].owner : NULL;
}

bool clt_poller_want(clt_poller *poller, int descriptor, int interest, clt_token token) {
    clt_watch *watch = clt_watch_of(poller, descriptor);
    if (!watch) return false;
    watch->wanted = (uint8_t)interest;
    // Reading stays on for the socket's life; writing must not, a socket is almost always ready.
    bool stays = watch->adopted && (watch->registered | interest) != CLT_NOTHING;
    int to = stays ? CLT_READ | (interest & CLT_WRITE) : interest;
    // A reader of arrivals stays one while it is idle; writing is waited for as usual.
    if (stays && !(interest & CLT_WRITE)) to |= (watch->registered | interest) & CLT_ARRIVALS;
    return clt_poller_register(poller, descriptor, watch, to, token);
}

void clt_poller_forget(clt_poller *poller, int descriptor) {
    if (descriptor >= poller->capacity) return;
    clt_watch *watch = &poller->watches[descriptor];
    clt_poller_register(poller, descriptor, watch, CLT_NOTHING, watch->token);
    *watch = (clt_watch){0};
}

bool clt_poller_wants(const clt_poller *poller, int descriptor) {
    return descriptor < poller->capacity && poller->watches[descriptor].wanted != CLT_NOTHING;
}

int clt_poller_wait(clt_poller *poller, clt_event *events, int capacity, int64_t nanoseconds) {
    int count = clt_event_queue_wait(&poller->queue, events, capacity, nanoseconds);
    for (int index = 0; index < count; index++) {
        clt_event *event = &events[index];
        event->idle = false;
        if ((event->token & 0xff) == CLT_OWNER_WAKEUP) continue;
        clt_watch *watch = &poller->watches[event->descriptor];
        if (watch->wanted != CLT_NOTHING) continue;
        event->idle = true;
        clt_poller_register(poller, event->descriptor, watch, CLT_NOTHING, watch->token);
    }
    return count;
}

void clt_poller_wake(clt_poller *poller) { clt_event_queue_wake(&poller->queue); }

uint64_t clt_poller_changes(const clt_poller *poller) { return poller->changes; }
