#if defined(__APPLE__) || defined(__FreeBSD__)

#include "clt_poller_backend.h"

#include <stddef.h>
#include <sys/event.h>
#include <time.h>
#include <unistd.h>

static void *clt_pack(clt_token token) { return (void *)(uintptr_t)token; }

bool clt_backend_open(clt_backend *backend) {
    backend->wakeup = -1;
    backend->queue = kqueue();
    if (backend->queue < 0) return false;
    struct kevent change;
    EV_SET(&change, 0, EVFILT_USER, EV_ADD | EV_CLEAR, 0, 0, clt_pack(CLT_OWNER_WAKEUP));
    if (kevent(backend->queue, &change, 1, NULL, 0, NULL) == 0) return true;
    close(backend->queue);
    return false;
}

void clt_backend_close(clt_backend *backend) {
    if (backend->queue >= 0) close(backend->queue);
}

bool clt_backend_change(clt_backend *backend, int descriptor, int from, int to, clt_token token) {
    struct kevent changes[2];
    int count = 0;
    int differs = from ^ to;
    if (differs & CLT_READ)
        EV_SET(&changes[count++], descriptor, EVFILT_READ, to & CLT_READ ? EV_ADD : EV_DELETE, 0,
               0, clt_pack(token));
    if (differs & CLT_WRITE)
        EV_SET(&changes[count++], descriptor, EVFILT_WRITE, to & CLT_WRITE ? EV_ADD : EV_DELETE,
               0, 0, clt_pack(token));
    return kevent(backend->queue, changes, count, NULL, 0, NULL) == 0;
}

int clt_backend_wait(clt_backend *backend, clt_event *events, int capacity, int64_t nanoseconds) {
    enum { batch = 1024 };
    struct kevent ready[batch];
    struct timespec wait = {.tv_sec = nanoseconds / 1000000000,
                            .tv_nsec = nanoseconds % 1000000000};
    int count = kevent(backend->queue, NULL, 0, ready, capacity < batch ? capacity : batch,
                       nanoseconds < 0 ? NULL : &wait);
    for (int index = 0; index < count; index++) {
        const struct kevent *seen = &ready[index];
        events[index] = (clt_event){
            .descriptor = (int)seen->ident,
            .token = (clt_token)(uintptr_t)seen->udata,
            .readable = seen->filter == EVFILT_READ,
            .writable = seen->filter == EVFILT_WRITE,
            .failed = (seen->flags & EV_ERROR) != 0,
        };
    }
    return count < 0 ? 0 : count;
}

void clt_backend_wake(clt_backend *backend) {
    struct kevent change;
    EV_SET(&change, 0, EVFILT_USER, 0, NOTE_TRIGGER, 0, clt_pack(CLT_OWNER_WAKEUP));
    kevent(backend->queue, &change, 1, NULL, 0, NULL);
}

#endif
