// The phases of one exchange: they follow one another without a gap, so that their sum is the whole
// of its time.

#ifndef CLT_PHASES_H
#define CLT_PHASES_H

#include <stdint.h>

#include "clt_clock.h"

enum {
    CLT_PHASE_LOOKUP,
    CLT_PHASE_CONNECT,
    CLT_PHASE_TLS,
    CLT_PHASE_SEND,
    CLT_PHASE_WAIT,
    CLT_PHASE_RECEIVE,
    CLT_PHASE_COUNT,
};

typedef struct clt_phases {
    /// The time of each phase so far; that of the one under way is added at its end.
    int64_t nanoseconds[CLT_PHASE_COUNT];
    /// The start of the phase under way, on the monotonic clock.
    int64_t since;
    /// The instant at which the first byte of the first request was about to be written, 0 before.
    int64_t first_write;
    int32_t current;
} clt_phases;

/// Begins an exchange: until another event it is about to be sent on a kept connection.
static inline void clt_phases_begin(clt_phases *_Nonnull phases, int64_t now) {
    *phases = (clt_phases){.since = now, .current = CLT_PHASE_SEND};
}

/// Ends the phase under way and begins another one.
static inline void clt_phases_enter(clt_phases *_Nonnull phases, int32_t next, int64_t now) {
    phases->nanoseconds[phases->current] += now - phases->since;
    phases->since = now;
    phases->current = next;
}

#endif
