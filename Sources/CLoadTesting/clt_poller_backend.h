// What a platform gives to the poller; one implementation each in poller_epoll.c, poller_kqueue.c.

#ifndef CLT_POLLER_BACKEND_H
#define CLT_POLLER_BACKEND_H

#include "clt_poller.h"

typedef struct clt_backend {
    int queue;
    /// What wakes the queue: an eventfd, or unused.
    int wakeup;
} clt_backend;

bool clt_backend_open(clt_backend *backend);
void clt_backend_close(clt_backend *backend);
/// Changes what is watched for a descriptor from one set of interests to another.
bool clt_backend_change(clt_backend *backend, int descriptor, int from, int to, clt_token token);
int clt_backend_wait(clt_backend *backend, clt_event *events, int capacity, int64_t nanoseconds);
void clt_backend_wake(clt_backend *backend);

#endif
