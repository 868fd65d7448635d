#if defined(__linux__)

#define _GNU_SOURCE
#include "clt_event_queue.h"

#include <errno.h>
#include <limits.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static uint64_t clt_pack(int descriptor, clt_token token) {
    return (uint64_t)token << 32 | (uint32_t)descriptor;
}

bool clt_event_queue_open(clt_event_queue *queue) {
    queue->descriptor = epoll_create1(EPOLL_CLOEXEC);
    queue->wakeup = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    struct epoll_event event = {.events = EPOLLIN};
    event.data.u64 = clt_pack(queue->wakeup, CLT_TOKEN_WAKEUP);
    if (queue->descriptor >= 0 && queue->wakeup >= 0 &&
        epoll_ctl(queue->descriptor, EPOLL_CTL_ADD, queue->wakeup, &event) == 0)
        return true;
    int error = errno;
    clt_event_queue_close(queue);
    errno = error;
    return false;
}

void clt_event_queue_close(clt_event_queue *queue) {
    if (queue->wakeup >= 0) close(queue->wakeup);
    if (queue->descriptor >= 0) close(queue->descriptor);
}

bool clt_event_queue_change(
    clt_event_queue *queue, int descriptor, int from, int to, clt_token token) {
    struct epoll_event event = {0};
    if (to & CLT_READ) event.events |= EPOLLIN;
    if (to & CLT_WRITE) event.events |= EPOLLOUT;
    if (to & CLT_ARRIVALS) event.events |= EPOLLET | EPOLLRDHUP;
    event.data.u64 = clt_pack(descriptor, token);
    int operation = to == CLT_NOTHING     ? EPOLL_CTL_DEL
                    : from == CLT_NOTHING ? EPOLL_CTL_ADD
                                          : EPOLL_CTL_MOD;
    return epoll_ctl(queue->descriptor, operation, descriptor, &event) == 0;
}

/// epoll_pwait2 waits in nanoseconds (Linux 5.11); before it, milliseconds are rounded up, so that
/// nothing starts early.
static int clt_epoll_wait(int queue, struct epoll_event *events, int capacity, int64_t timeout) {
#if defined(SYS_epoll_pwait2)
    static _Thread_local bool unavailable = false;
    if (timeout > 0 && !unavailable) {
        struct timespec wait = {.tv_sec = timeout / 1000000000, .tv_nsec = timeout % 1000000000};
        long count = syscall(SYS_epoll_pwait2, queue, events, capacity, &wait, NULL, 0);
        if (count >= 0 || errno != ENOSYS) return (int)count;
        unavailable = true;
    }
#endif
    int64_t milliseconds = timeout < 0 ? -1 : (timeout + 999999) / 1000000;
    return epoll_wait(queue, events, capacity,
                      milliseconds > INT_MAX ? INT_MAX : (int)milliseconds);
}

int clt_event_queue_wait(
    clt_event_queue *queue, clt_event *events, int capacity, int64_t nanoseconds) {
    enum { batch = 1024 };
    struct epoll_event ready[batch];
    int count = clt_epoll_wait(queue->descriptor, ready, capacity < batch ? capacity : batch,
                               nanoseconds);
    for (int index = 0; index < count; index++) {
        uint32_t seen = ready[index].events;
        clt_token token = (clt_token)(ready[index].data.u64 >> 32);
        int descriptor = (int)(uint32_t)ready[index].data.u64;
        if (token == CLT_TOKEN_WAKEUP) {
            uint64_t wakes;
            (void)!read(descriptor, &wakes, sizeof wakes);
        }
        events[index] = (clt_event){
            .descriptor = descriptor,
            .token = token,
            .readable = seen & EPOLLIN,
            .writable = seen & EPOLLOUT,
            .failed = seen & (EPOLLERR | EPOLLHUP),
            .ended = seen & (EPOLLERR | EPOLLHUP | EPOLLRDHUP),
        };
    }
    return count < 0 ? 0 : count;
}

void clt_event_queue_wake(clt_event_queue *queue) {
    uint64_t one = 1;
    (void)!write(queue->wakeup, &one, sizeof one);
}

#endif
