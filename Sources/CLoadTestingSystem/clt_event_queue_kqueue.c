#if defined(__APPLE__) || defined(__FreeBSD__)

#include "clt_event_queue.h"

#include <stddef.h>
#include <sys/event.h>
#include <time.h>
#include <unistd.h>

static void *clt_pack(clt_token token) { return (void *)(uintptr_t)token; }

bool clt_event_queue_open(clt_event_queue *queue) {
    queue->wakeup = -1;
    queue->descriptor = kqueue();
    if (queue->descriptor < 0) return false;
    struct kevent change;
    EV_SET(&change, 0, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, clt_pack(CLT_TOKEN_WAKEUP));
    if (kevent(queue->descriptor, &change, 1, NULL, 0, NULL) == 0) return true;
    close(queue->descriptor);
    return false;
}

void clt_event_queue_close(clt_event_queue *queue) {
    if (queue->descriptor >= 0) close(queue->descriptor);
}

bool clt_event_queue_change(
    clt_event_queue *queue, int descriptor, int from, int to, clt_token token) {
    struct kevent changes[2];
    int count = 0;
    // What stays is added again: the token may be another.
    int changed = from | to;
    if (changed & CLT_READ)
        EV_SET(&changes[count++], descriptor, EVFILT_READ, to & CLT_READ ? EV_ADD : EV_DELETE, 0,
               0, clt_pack(token));
    if (changed & CLT_WRITE)
        EV_SET(&changes[count++], descriptor, EVFILT_WRITE, to & CLT_WRITE ? EV_ADD : EV_DELETE,
               0, 0, clt_pack(token));
    return kevent(queue->descriptor, changes, count, NULL, 0, NULL) == 0;
}

int clt_event_queue_wait(
    clt_event_queue *queue, clt_event *events, int capacity, int64_t nanoseconds) {
    enum { batch = 1024 };
    struct kevent ready[batch];
    struct timespec wait = {.tv_sec = nanoseconds / 1000000000,
                            .tv_nsec = nanoseconds % 1000000000};
    int count = kevent(queue->descriptor, NULL, 0, ready, capacity < batch ? capacity : batch,
                       nanoseconds < 0 ? NULL : &wait);
    for (int index = 0; index < count; index++) {
        const struct kevent *seen = &ready[index];
        events[index] = (clt_event){
            .descriptor = (int)seen->ident,
            .token = (clt_token)(uintptr_t)seen->udata,
            .readable = seen->filter == EVFILT_READ,
            .writable = seen->filter == EVFILT_WRITE,
            .failed = (seen->flags & EV_ERROR) != 0,
            .ended = (seen->flags & (EV_ERROR | EV_EOF)) != 0,
        };
    }
    return count < 0 ? 0 : count;
}

void clt_event_queue_wake(clt_event_queue *queue) {
    struct kevent change;
    EV_SET(&change, 0, EVFILT_USER, 0, NOTE_TRIGGER, 0, clt_pack(CLT_TOKEN_WAKEUP));
    kevent(queue->descriptor, &change, 1, NULL, 0, NULL);
}

#endif
