// The known facts of a connection that has ended, asked before its descriptor is closed.

#ifndef CLT_CONNECTION_END_H
#define CLT_CONNECTION_END_H

#include <stdbool.h>
#include <stdint.h>

enum {
    /// The minimum time in which a server reads a request, in nanoseconds.
    CLT_READING_NANOSECONDS = 1000000,
};

typedef struct clt_connection_end {
    /// The instant at which its end was seen, on the monotonic clock.
    int64_t instant;
    /// The minimum round trip in nanoseconds, 0 where the system does not tell.
    int64_t round_trip;
    /// The peer has acknowledged all that was sent; false where the system does not tell.
    bool is_acknowledged;
    /// The status of an answer that was never read, 0 for none.
    int32_t status;
} clt_connection_end;

/// Inspects a connection that is about to be closed.
clt_connection_end clt_connection_end_of(int descriptor);

/// Whether the server can't have read a request that was written at this instant: the connection
/// ended within two round trips, and 1 ms at least, and its system has not acknowledged the
/// request.
bool clt_ended_unread(const clt_connection_end *_Nonnull end, int64_t written,
                      int64_t reading_nanoseconds);

/// Notes the system's measurements of a connection: round trip and whether all is acknowledged.
void clt_note_transport(clt_connection_end *_Nonnull end, int descriptor);

#endif
