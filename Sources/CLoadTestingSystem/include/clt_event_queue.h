// Events of descriptors: epoll on Linux, kqueue elsewhere. Safe in a fork.

#ifndef CLT_EVENT_QUEUE_H
#define CLT_EVENT_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

/// The receiver of an event; its meaning is its owner's.
typedef uint32_t clt_token;

/// The token of clt_event_queue_wake.
enum { CLT_TOKEN_WAKEUP = 3 };

enum {
    CLT_NOTHING = 0,
    CLT_READ = 1,
    CLT_WRITE = 2,
    /// Beside CLT_READ: an event for each arrival, also of the peer's end, and none for what was
    /// left unread. Where the system has no such events they come as without it.
    CLT_ARRIVALS = 4,
};

typedef struct clt_event {
    int descriptor;
    clt_token token;
    bool readable, writable, failed;
    /// The peer sends no more. Told with arrivals only, or with a failure.
    bool ended;
    /// An unexpected event: the peer spoke or hung up on an idle connection. The descriptor is no
    /// longer watched. Set by a poller only.
    bool idle;
} clt_event;

typedef struct clt_event_queue {
    int descriptor;
    /// The descriptor that wakes the queue: an eventfd, or unused.
    int wakeup;
} clt_event_queue;

/// Opens a queue; false with errno set.
bool clt_event_queue_open(clt_event_queue *_Nonnull queue);

void clt_event_queue_close(clt_event_queue *_Nonnull queue);

/// Changes the watched events of a descriptor from one set of interests to another; false with
/// errno set.
bool clt_event_queue_change(
    clt_event_queue *_Nonnull queue, int descriptor, int from, int to, clt_token token);

/// Waits for events, at most the time given; a negative time waits without end. Returns the
/// number of events written, 0 after the time or an interruption.
int clt_event_queue_wait(
    clt_event_queue *_Nonnull queue, clt_event *_Nonnull events, int capacity,
    int64_t nanoseconds);

/// Ends the wait of another thread.
void clt_event_queue_wake(clt_event_queue *_Nonnull queue);

#endif
