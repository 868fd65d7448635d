// The instants at which a loop polled its sockets, so that an exchange knows how long its events
// have waited.

#ifndef CLT_ATTENTION_H
#define CLT_ATTENTION_H

#include <stdint.h>

/// Written by the loop once a tick, read by its exchanges; monotonic nanoseconds.
typedef struct clt_attention {
    /// The earliest instant at which an event noticed in this tick may have come.
    int64_t unseen_since;
    /// The start of the tick, and the total time that the loop had not polled by then.
    int64_t tick_start;
    int64_t absent;
    /// The earliest arrival of the bytes last asked about in this tick, and the number of later
    /// arrivals for which that is good enough.
    int64_t arrival;
    int32_t arrivals_left;
} clt_attention;

/// The delay of one exchange by its own loop, in nanoseconds; no time is counted twice.
typedef struct clt_delays {
    /// Before the request was first written, and of events after that.
    int64_t before_write, after_write;
    /// The instant up to which it is known.
    int64_t until;
    /// The total time that the loop had not polled when the connection was begun.
    int64_t absent_at_connect;
} clt_delays;

/// The total time that the loop has not polled until now.
static inline int64_t clt_attention_absent(const clt_attention *_Nonnull attention, int64_t now) {
    return attention->absent + now - attention->tick_start;
}

/// The time from `since` to now that an event noticed now may have waited for the loop.
static inline int64_t clt_attention_delay(const clt_attention *_Nonnull attention, int64_t since,
                                          int64_t now) {
    if (since < attention->unseen_since) since = attention->unseen_since;
    return now > since ? now - since : 0;
}

/// The time since a TCP socket received its last bytes, exact to a tick of the system's clock, some
/// milliseconds; -1 where the system does not say.
int64_t clt_last_received_nanoseconds(int descriptor);

#endif
