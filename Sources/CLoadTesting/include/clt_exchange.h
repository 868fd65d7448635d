// What libcurl tells about an exchange while it is under way, collected without leaving C.

#ifndef CLT_EXCHANGE_H
#define CLT_EXCHANGE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "clt_poller.h"

/// How much of a failed reply's body is kept as an example.
enum { CLT_BODY_EXAMPLE_BYTES = 1024 };

/// The record of one exchange; filled by the callbacks below, emptied by clt_exchange_begin.
typedef struct clt_exchange {
    /// What the owner finds the exchange by.
    uint64_t number;
    /// Bytes of heads and body.
    int64_t received;
    /// The announced length of the body, -1 when there is none.
    int64_t content_length;
    /// Of the last status line, 0 before there is one.
    int32_t status;
    /// Sockets opened for it.
    int32_t sockets;
    /// How often the request was written: 2 means libcurl sent it again.
    int32_t writes;
    /// errno of the socket call that failed, 0 when none did.
    int32_t socket_error;
    /// The request may be sent again on a new connection when the kept one was dead.
    bool may_resend;
    /// Sending it again was prevented.
    bool resend_refused;
    /// An address was refused since the plan does not allow it.
    bool address_refused;
    /// Every address is allowed.
    bool allows_any_address;
    /// TCP is connected, and libcurl waits for what the peer says.
    bool is_connected;
    /// The empty line after the headers of a final reply was seen.
    bool head_complete;
    /// Two Content-Length fields differ.
    bool lengths_conflict;
    /// How much of the body of a reply with status 400 or above is kept.
    uint32_t body_length;
    /// What libcurl says of a failure.
    char explanation[CURL_ERROR_SIZE];
    /// Allocated when the first byte is kept; freed by clt_exchange_begin and _discard.
    uint8_t *_Nullable body;
} clt_exchange;

/// Makes the record ready for the next request.
void clt_exchange_begin(clt_exchange *_Nonnull exchange);

/// Frees what the record holds.
void clt_exchange_discard(clt_exchange *_Nonnull exchange);

/// Sets what an easy handle needs for all its life: callbacks that fill the record, the safe
/// options, and the user's own connection cache.
///
/// Provided because callbacks with C's variable arguments can't be set from Swift, and because the
/// callbacks run several times per request.
bool clt_exchange_attach(clt_exchange *_Nonnull exchange, CURL *_Nonnull easy,
                         CURLSH *_Nonnull share, clt_poller *_Nonnull poller);

/// Gives up an idle connection on which the peer spoke or hung up: libcurl will find it dead.
///
/// Provided because libcurl before 8.1 takes a connection with unread bytes for a sound one, and
/// so an answer that nobody asked for as that of the next request.
void clt_exchange_end_idle(int descriptor);

/// The record that an easy handle was attached to.
static inline clt_exchange *_Nullable clt_easy_exchange(CURL *_Nonnull easy) {
    char *exchange = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
    return (clt_exchange *)(void *)exchange;
}

/// A multi handle's place in a loop.
typedef struct clt_multi_context {
    clt_poller *_Nonnull poller;
    clt_token token;
    /// When libcurl wants to be called next: monotonic nanoseconds, INT64_MAX for never.
    int64_t deadline;
} clt_multi_context;

/// Connects a multi handle to a poller. The context must stay where it is.
bool clt_multi_attach(clt_multi_context *_Nonnull context, CURLM *_Nonnull multi);

#endif
