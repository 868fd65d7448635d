// A connection on which exchanges are made without libcurl's HTTP: requests and replies of HTTP/1.1
// are written and read here. A plain one to a known address is opened here, too; libcurl opens
// those that need TLS or a resolver.

#ifndef CLT_DIRECT_H
#define CLT_DIRECT_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "clt_address.h"
#include "clt_exchange.h"
#include "clt_known_heads.h"
#include "clt_reply_parser.h"

/// Asks for memory that is about to be used, a line at a time.
static inline void clt_prefetch(const void *_Nonnull memory, size_t count) {
    for (size_t offset = 0; offset < count; offset += 64)
        __builtin_prefetch((const char *)memory + offset, 1);
}

/// The progress of an exchange.
typedef enum clt_direct_progress {
    /// It waits for the socket.
    CLT_DIRECT_WAITING,
    /// There may be more to read although the socket does not say so.
    CLT_DIRECT_UNREAD,
    /// It has ended with the connection's `code`.
    CLT_DIRECT_ENDED,
    /// No connection could be opened; `code` and the record say why.
    CLT_DIRECT_UNCONNECTED,
    /// The kept connection has ended before the server can have read the request, which may be sent
    /// again on another one.
    CLT_DIRECT_UNSENT,
} clt_direct_progress;

/// A request as it is written.
typedef struct clt_direct_request {
    const uint8_t *_Nullable bytes;
    size_t count;
    /// HEAD, whose answer has no body.
    bool is_head;
} clt_direct_request;

/// A socket to one server, opened or not; a user has those that its exchanges need.
typedef struct clt_direct {
    /// The user's next one.
    struct clt_direct *_Nullable next;
    clt_share *_Nonnull share;
    /// The record of the exchange under way, or of the last one.
    clt_exchange *_Nullable exchange;
    clt_token token;
    /// The number of the server.
    int32_t origin;
    /// For one exchange; it is closed behind it.
    bool is_alone;
    /// -1 without a socket.
    int descriptor;
    /// The handle that opens the connection and, where it is encrypted, reads and writes it, and
    /// the multi handle that holds it meanwhile.
    CURL *_Nullable easy;
    CURLM *_Nonnull multi;
    bool is_encrypted;
    /// The handle is opening a connection.
    bool is_opening;
    /// The socket is being connected without libcurl.
    bool is_connecting;
    /// It has answered a request.
    bool was_used;
    /// An exchange is under way on it.
    bool is_busy;
    /// The server takes no more of the request.
    bool stopped_writing;
    /// The server sends no more: what the socket holds is read to its end.
    bool has_peer_ended;
    /// libcurl's code of the result of an exchange that has ended.
    CURLcode code;
    /// The request of the exchange under way. Not owned.
    clt_direct_request request;
    /// The number of its bytes that are written.
    size_t written;
    /// The last read took all that the socket held.
    bool was_emptied;
    /// The address that it is connected to, where its server has several.
    clt_endpoint *_Nullable endpoint;
    clt_reply_parser parser;
    /// The memory of a request that is made for one exchange.
    clt_buffer made;
} clt_direct;

/// One of a user's sockets that no exchange uses, preferably an open one; NULL when there is no
/// memory.
clt_direct *_Nullable clt_direct_for(clt_share *_Nonnull share, CURLM *_Nonnull multi,
                                     int32_t origin, bool is_encrypted, bool is_alone);

/// Gives a socket to an exchange, which its events are dispatched to.
void clt_direct_lend(clt_direct *_Nonnull direct, clt_exchange *_Nonnull exchange,
                     clt_token token);

/// A record is about to be freed: no socket refers to it any more.
void clt_direct_forget(clt_share *_Nonnull share, const clt_exchange *_Nonnull exchange);

/// A user's socket by its descriptor, NULL for none.
clt_direct *_Nullable clt_direct_at(clt_share *_Nonnull share, int descriptor);

/// Closes a user's sockets that no exchange uses.
void clt_direct_close_idle(clt_share *_Nonnull share);

/// Closes and frees all of a user's sockets.
void clt_direct_destroy_all(clt_share *_Nonnull share);

// MARK: - Opening

/// Sets a handle to open connections only.
bool clt_direct_set_connector(CURL *_Nonnull easy);

/// Begins to open a connection by the handle, which is set up for its server.
void clt_direct_open(clt_direct *_Nonnull direct);

/// The handle has opened the connection: takes its socket and writes the request. A connection
/// without encryption needs its handle no longer, which is the caller's from then on.
clt_direct_progress clt_direct_take_over(clt_direct *_Nonnull direct);

/// The handle could not open the connection.
void clt_direct_fail_to_open(clt_direct *_Nonnull direct, CURLcode code);

/// Begins to connect to an address without a handle, and writes the request where that is done at
/// once, as it is on one machine.
clt_direct_progress clt_direct_connect(clt_direct *_Nonnull direct,
                                       const clt_address *_Nonnull address);

/// Continues when the socket that is being connected says something: writes the request.
clt_direct_progress clt_direct_continue_connecting(clt_direct *_Nonnull direct);

// MARK: - Exchanges

/// Begins an exchange on an open connection and writes as much of its request as the socket takes.
///
/// The record is ready for it: clt_exchange_begin came before.
clt_direct_progress clt_direct_begin(clt_direct *_Nonnull direct);

/// Continues when the socket takes more of the request.
clt_direct_progress clt_direct_write(clt_direct *_Nonnull direct);

/// Continues when the socket holds something to read; `room` is memory for it, of any contents.
clt_direct_progress clt_direct_read(clt_direct *_Nonnull direct, uint8_t *_Nonnull room,
                                    size_t capacity, clt_known_heads *_Nonnull heads);

/// Fetches the memory that the next event of a socket is going to use.
static inline void clt_direct_prefetch(const clt_direct *_Nonnull direct,
                                       const clt_exchange *_Nonnull exchange,
                                       const clt_share *_Nonnull share) {
    clt_prefetch(direct, offsetof(clt_direct, made));
    clt_prefetch(exchange, offsetof(clt_exchange, number));
    clt_prefetch(share, sizeof *share);
}

/// Ends the exchange at its limit of time.
void clt_direct_time_out(clt_direct *_Nonnull direct, int64_t limit_milliseconds);

// MARK: - Between exchanges

/// Whether an idle connection can be used: nothing was received on it, and it has not ended.
bool clt_direct_is_usable(clt_direct *_Nonnull direct);

/// Puts the cookies of the last reply into the store of a handle.
void clt_direct_store_cookies(clt_direct *_Nonnull direct, CURL *_Nonnull easy,
                              const char *_Nonnull host, bool is_secure);

/// Closes an idle connection that the server has ended or spoken on, which is counted.
void clt_direct_retire(clt_direct *_Nonnull direct);

/// Closes the socket, or gives up opening it.
void clt_direct_close(clt_direct *_Nonnull direct);

// MARK: - The parts' own

#if !defined(MSG_NOSIGNAL)
/// SO_NOSIGPIPE is set there.
#define MSG_NOSIGNAL 0
#endif

/// Sets the events that a socket waits for.
///
/// Reading a plain socket empties it: each arrival is told of once. TLS may leave bytes in it.
static inline void clt_direct_want(clt_direct *_Nonnull direct, int interest) {
    if (interest == CLT_READ && !direct->is_encrypted) interest |= CLT_ARRIVALS;
    clt_poller_want(direct->share->poller, direct->descriptor, interest, direct->token);
}

#endif
