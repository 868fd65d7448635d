// The state that the exchanges of one user have in common: connections, and cookies when it keeps
// them.

#ifndef CLT_SHARE_H
#define CLT_SHARE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "clt_connection_end.h"
#include "clt_poller.h"

/// A connection cache for one user, so that a completed request walks that user's connections
/// instead of those of all users.
///
/// Easy handles of one thread may use it at the same time, so no lock functions are set. It lives
/// until its last handle has left it and its last connection is closed, in any order.
typedef struct clt_share {
    /// libcurl's part; `NULL` while no handle needs it.
    CURLSH *_Nullable raw;
    clt_poller *_Nonnull poller;
    bool keeps_cookies;
    /// It has addresses of its own for names, in place of those of the multi handle.
    bool has_addresses;
    /// A server has set a cookie, which libcurl sends back.
    bool has_cookies;
    /// The number of a user's connections that use it.
    int32_t handles;
    /// The label of the last request, -1 before there is one.
    int32_t label;
    /// The end of the last closed connection.
    clt_connection_end end;
    /// An exchange has begun and neither opened a connection nor used one: a closed one was idle.
    bool is_choosing;
    /// Connections that the peer ended while they were idle, and those of them on which it had sent
    /// unrequested bytes; the reader resets them.
    int32_t idle_closed, strays;
    /// The sockets of direct exchanges, of all connections.
    struct clt_direct *_Nullable sockets;
    /// The descriptor that is taken over from libcurl, and stays open when it closes the
    /// connection; -1 for none.
    int taken;
    /// The descriptors of its open connections.
    int32_t open_count, open_capacity;
    int *_Nullable open;
} clt_share;

/// Creates a share that one connection is going to use, or returns NULL when there is no memory.
clt_share *_Nullable clt_share_create(clt_poller *_Nonnull poller, bool keeps_cookies,
                                      bool has_addresses);

/// Makes libcurl's part for an easy handle; false when there is no memory.
bool clt_share_prepare(clt_share *_Nonnull share);

/// Frees libcurl's part when no easy handle uses it; connections that libcurl keeps in it end.
void clt_share_relax(clt_share *_Nonnull share);

/// One more connection is going to use it.
static inline void clt_share_retain(clt_share *_Nonnull share) { share->handles++; }

/// A connection, whose easy handles are cleaned up, has left it. The last one ends the others.
void clt_share_release(clt_share *_Nonnull share);

/// Notes a connection's descriptor; false when there is no memory.
bool clt_share_add(clt_share *_Nonnull share, int descriptor);

/// Closes a connection's descriptor, whose end is noted.
int clt_share_close(clt_share *_Nonnull share, int descriptor);

/// Closes the descriptor of a connection that is of no further interest: its exchange was answered.
int clt_share_discard(clt_share *_Nonnull share, int descriptor);

/// Abandons the connections that no exchange uses: libcurl will find them dead and open new ones.
void clt_share_end_idle(clt_share *_Nonnull share);

/// Abandons an idle connection on which the peer spoke or hung up: libcurl will find it dead.
///
/// Provided because libcurl before 8.1 takes a connection with unread bytes for a sound one, and so
/// an unrequested answer for that of the next request.
void clt_share_abandon(clt_share *_Nonnull share, int descriptor);

/// Abandons idle connections on which the peer spoke or hung up, before one of them is used; true
/// when the one of this local port was among them.
bool clt_share_abandon_broken(clt_share *_Nonnull share, int local_port);

/// Discards the received bytes of an idle connection and ends it; true when there were any.
bool clt_exchange_end_idle(int descriptor);

#endif
