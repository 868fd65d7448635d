// A poller over epoll or kqueue that keeps connections registered for their life.
//
// libcurl announces "remove" at the end and "read" at the start of each request. A socket that is
// read again a moment later stays registered instead: in the steady state no request costs a
// change of registration.

#ifndef CLT_POLLER_H
#define CLT_POLLER_H

#include <stdbool.h>
#include <stdint.h>

#include "clt_event_queue.h"

typedef struct clt_poller clt_poller;

/// The kinds of an event's owner: the low 8 bits of a token, with an index of that kind above.
enum {
    /// A multi handle of libcurl, by index.
    CLT_OWNER_CURL = 1,
    /// An exchange that reads and writes its socket itself, by slot.
    CLT_OWNER_DIRECT = 2,
    /// Another thread woke the poller.
    CLT_OWNER_WAKEUP = CLT_TOKEN_WAKEUP,
};

/// Creates a poller, or returns NULL with errno set.
clt_poller *_Nullable clt_poller_create(void);

void clt_poller_destroy(clt_poller *_Nonnull poller);

/// A new socket has this descriptor, and clt_poller_forget is going to be called before it is
/// closed: until then it stays registered. Returns false when there is no memory.
///
/// Others are registered only while their owner waits for events: libcurl's resolver closes its
/// sockets without notice, and the next one of that number would not be watched.
bool clt_poller_adopt(clt_poller *_Nonnull poller, int descriptor, void *_Nullable owner);

/// The owner of a descriptor, NULL without one.
void *_Nullable clt_poller_owner(const clt_poller *_Nonnull poller, int descriptor);

/// Sets the events that a descriptor's owner waits for, as an or of CLT_READ and CLT_WRITE; false
/// with errno set when the system refuses.
///
/// With CLT_ARRIVALS the owner reads all that has come, and until the end where an event tells of
/// it: the system then looks at a socket once for each arrival, and once more in the next wait
/// without.
bool clt_poller_want(clt_poller *_Nonnull poller, int descriptor, int interest, clt_token token);

/// Forgets a descriptor that is about to be closed.
void clt_poller_forget(clt_poller *_Nonnull poller, int descriptor);

/// Whether a descriptor's owner waits for something; false for an idle connection.
bool clt_poller_wants(const clt_poller *_Nonnull poller, int descriptor);

/// Waits for events, at most the time given; a negative time waits without end. Returns the number
/// of events written, 0 after the time or an interruption.
int clt_poller_wait(clt_poller *_Nonnull poller, clt_event *_Nonnull events, int capacity,
                    int64_t timeout_nanoseconds);

/// Ends the wait of another thread. The only function that any thread may call.
void clt_poller_wake(clt_poller *_Nonnull poller);

/// The number of changed registrations, for tests of the steady state.
uint64_t clt_poller_changes(const clt_poller *_Nonnull poller);

#endif
