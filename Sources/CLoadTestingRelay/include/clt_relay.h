// A relay of TCP connections in a process of its own, which delays, slows and breaks them.
//
// The process is a fork of the caller that runs nothing but the relay's loop: it needs no
// executable, and ends with its maker, however that ends: then a pair of sockets loses one end.

#ifndef CLT_RELAY_H
#define CLT_RELAY_H

#include <stdbool.h>
#include <stdint.h>

#include "clt_address.h"

typedef struct clt_relay clt_relay;

enum {
    CLT_TOXIC_LATENCY = 1,
    /// The round trip of TCP's own set-up, which the relay answers too early: bytes that come
    /// before it is over don't leave the client.
    CLT_TOXIC_SET_UP,
    CLT_TOXIC_BANDWIDTH,
    CLT_TOXIC_SLICER,
    CLT_TOXIC_TIMEOUT,
    CLT_TOXIC_RESET,
    CLT_TOXIC_LIMIT,
    CLT_TOXIC_SLOW_CLOSE,
};

enum { CLT_UPSTREAM = 1, CLT_DOWNSTREAM = 2 };

enum { CLT_RELAY_TOXICS = 32, CLT_RELAY_TARGETS = 8 };

/// A disturbance of a connection.
typedef struct clt_toxic {
    /// The identity within the relay's life; the toxic's counts start with it.
    uint32_t identifier;
    uint16_t kind;
    /// An or of CLT_UPSTREAM and CLT_DOWNSTREAM.
    uint16_t directions;
    /// The share of connections that it concerns, 0 … 1.
    double share;
    /// Nanoseconds: latency, delay, or time until the end.
    int64_t time;
    /// The variation of the first of `time` and `amount` that is set, in its unit.
    int64_t spread;
    /// Bytes: a second, in a slice, or until the end.
    int64_t amount;
} clt_toxic;

/// The counts of a relay so far.
typedef struct clt_relay_counts {
    int64_t accepted, open;
    /// Connections whose server could not be reached.
    int64_t refused;
    /// Connections that were reset, by either end or by a toxic.
    int64_t resets;
    int64_t bytes_upstream, bytes_downstream;
} clt_relay_counts;

/// Starts a relay on a free port of 127.0.0.1 to the first of several addresses that answers, or
/// returns NULL with errno set.
clt_relay *_Nullable clt_relay_start(const clt_address *_Nonnull targets, int count,
                                     const clt_toxic *_Nullable toxics, int toxic_count);

int clt_relay_port(const clt_relay *_Nonnull relay);

int32_t clt_relay_process(const clt_relay *_Nonnull relay);

/// Replaces all toxics, at most CLT_RELAY_TOXICS. A relay that is down refuses connections and has
/// closed those that were open. In force for all connections when this returns. Not for two threads
/// at once.
void clt_relay_change(clt_relay *_Nonnull relay, const clt_toxic *_Nullable toxics, int count,
                      bool is_down);

clt_relay_counts clt_relay_read_counts(const clt_relay *_Nonnull relay);

/// Whether the process has not ended. Not for two threads at once.
bool clt_relay_is_running(clt_relay *_Nonnull relay);

/// Ends the process and reaps it; its connections are closed when this returns. The counts stay.
void clt_relay_stop(clt_relay *_Nonnull relay);

/// Stops a relay and releases its memory.
void clt_relay_destroy(clt_relay *_Nonnull relay);

#endif
