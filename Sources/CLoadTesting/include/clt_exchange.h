// The record of an exchange: libcurl's callbacks collect it without leaving C.

#ifndef CLT_EXCHANGE_H
#define CLT_EXCHANGE_H

#include <curl/curl.h>
#include <stdbool.h>
#include <stdint.h>

#include "clt_attention.h"
#include "clt_buffer.h"
#include "clt_decoder.h"
#include "clt_endpoint.h"
#include "clt_phases.h"
#include "clt_share.h"
#include "clt_transcript.h"

/// The bytes kept of a failed reply's body as an example.
enum { CLT_BODY_EXAMPLE_BYTES = 1024 };

/// The reason that an exchange was ended here, and not by libcurl or the server.
typedef enum clt_refusal {
    CLT_NOT_REFUSED,
    /// The plan does not allow the address.
    CLT_REFUSED_ADDRESS,
    /// A redirect led to another server or to none, or there were too many.
    CLT_REFUSED_REDIRECT,
    /// The body was longer than the limit.
    CLT_REFUSED_BODY,
    /// The kept connection ended before an answer; sending the request again was prevented.
    CLT_REFUSED_RESEND,
    /// A Content-Length is no length, or two differ.
    CLT_REFUSED_LENGTH,
    /// A field about the body is written so that libcurl would ignore it.
    CLT_REFUSED_FIELD,
    /// The status begins something that was not requested, such as another protocol.
    CLT_REFUSED_STATUS,
    /// The server challenged more than the maximum.
    CLT_REFUSED_CHALLENGE,
} clt_refusal;

/// The header fields that define the end of a body and its encoding.
typedef enum clt_framing {
    CLT_NO_FRAMING,
    CLT_CONTENT_LENGTH,
    CLT_TRANSFER_ENCODING,
    CLT_CONTENT_ENCODING,
} clt_framing;

/// The maximum challenges (401) answered in one exchange: one, and one for a nonce that went stale.
enum { CLT_CHALLENGES = 2 };

/// The rules of a request and of its record; set with the request, kept by clt_exchange_begin.
typedef struct clt_rules {
    /// The maximum bytes of a body, decoded; a longer one ends the exchange.
    int64_t body_limit;
    /// The URL of the request, when redirects are followed; NULL otherwise. Not owned.
    CURLU *_Nullable origin;
    /// The maximum redirects followed.
    int32_t redirect_limit;
    /// The minimum time that a server needs to read a request: one that was written on a kept
    /// connection which ended before is unread.
    int64_t reading_nanoseconds;
    /// An unread request may be sent again.
    bool may_resend;
    /// Every address of the named host is allowed.
    bool allows_any_address;
    /// Every address of every host is allowed, also of one that a redirect leads to.
    bool allows_any_host;
    /// POST by its own method, which becomes GET after 301 and 302.
    bool is_post;
    /// Redirects may lead to another server.
    bool crosses_origins;
    /// The header lines, by their bits, that are for the named server alone: credentials. Of more
    /// than 63 lines the last bit stands for the rest.
    uint64_t credentials;
    /// Status line and headers of the last reply are kept.
    bool keeps_head;
    /// The body of the last reply is kept.
    bool keeps_body;
    /// A body is decoded when its encoding is known.
    bool decodes;
    /// libcurl counts received bytes of bodies, since it drops some.
    bool counts_downloads;
} clt_rules;

/// The record of one exchange; filled by the callbacks below, emptied by clt_exchange_begin.
///
/// In the order of use: what each exchange reads and writes comes first, since of many users each
/// line of memory has to be fetched anew.
typedef struct clt_exchange {
    /// The handle that the record is attached to, and the state shared with others of its user.
    CURL *_Nullable easy;
    clt_share *_Nullable share;
    /// The loop's polls, NULL when they are not asked for; set by the owner.
    clt_attention *_Nullable attention;
    /// `NULL` without a transcript.
    clt_transcript *_Nullable transcript;
    /// The address of its last connection, where that is one of `endpoints`.
    clt_endpoint *_Nullable endpoint;
    /// The target of a redirect that was refused, or is not followed.
    char *_Nullable unfollowed_location;
    /// The decoder of the last reply's body; `NULL` before it begins and behind its end.
    clt_decoder *_Nullable decoder;
    /// Of the last status line, 0 before there is one.
    int32_t status;
    /// The label of the request before on the same connections, -1 for none.
    int32_t label_before;
    clt_phases phases;
    clt_delays delays;
    /// Bytes of heads and bodies, without those in `downloaded`.
    int64_t received;
    /// Bytes of the last body before decoding, where libcurl counts them.
    int64_t downloaded;
    /// Bytes of heads and bodies that libcurl passed as sent.
    int64_t sent;
    /// The announced length of the body, -1 when there is none.
    int64_t content_length;
    /// Bytes of the body, decoded where the rules ask for it.
    int64_t body_count;
    /// The instant at which the request was last about to be written, on the monotonic clock.
    int64_t last_write;
    /// The instant at which a direct reply was read as a whole; 0 where it came in pieces.
    int64_t read_instant;
    /// Sockets opened for it, and how many of them were connected.
    int32_t sockets;
    int32_t connections;
    /// The number of times that a request was written: once more for each redirect and digest
    /// round.
    int32_t writes;
    /// The number of times that libcurl wrote the same request again, since the kept connection was
    /// dead.
    int32_t resends;
    /// The number of redirects and challenges.
    int32_t redirects;
    int32_t challenges;
    /// errno of the socket call that failed, 0 when none did.
    int32_t socket_error;
    /// errno of a connect that failed without libcurl, 0 when none did.
    int32_t connect_error;
    /// The reason that the exchange was ended here.
    clt_refusal refusal;
    /// The last header line, where it frames the body.
    clt_framing framing;
    /// The outcome of decoding the body.
    clt_decoding decoding;
    /// The end of a long body is to be noticed; set with the request, kept by clt_exchange_begin.
    bool times_upload;
    /// Something was received since the request was last written.
    bool is_answered;
    /// The server can't have read the request that is not sent again.
    bool was_unread;
    /// The status is all that is known of an answer that libcurl left unread when a write failed.
    bool has_unread_answer;
    /// TCP is connected, and libcurl waits for the peer's bytes.
    bool is_connected;
    /// The empty line after the headers of a final reply was seen.
    bool head_complete;
    /// Its last bytes were noticed in the order in which those of all sockets arrived.
    bool ends_in_order;
    /// The head of a direct reply sets a cookie, whether it is kept or not.
    bool sets_cookies;
    /// A redirect has led to another server.
    bool left_origin;
    /// A redirect is about to be followed.
    bool is_redirected;
    /// The answer has a Location, but is no redirect: libcurl is kept from following it.
    bool ignores_location;
    /// The handle no longer sends the method that it was set up with.
    bool method_changed;
    /// The handle no longer sends the header lines that it was set up with.
    bool headers_changed;
    clt_rules rules;
    /// Values of Set-Cookie fields of a direct reply, each ended by a line feed.
    clt_buffer set_cookies;
    /// The last reply's head, when it is kept.
    clt_buffer head;
    /// The last reply's body when it is kept; else the beginning of a failed reply's one.
    clt_buffer body;
    /// The encodings of the last reply's body.
    clt_codings codings;
    /// libcurl's explanation of a failure.
    char explanation[CURL_ERROR_SIZE];
    /// The number by which the owner finds the exchange.
    uint64_t number;
    /// All addresses of names that have several, NULL without one; not owned.
    clt_endpoint *_Nullable endpoints;
    int32_t all_endpoints;
    /// Those of the server that the request goes to; set with the request.
    int32_t first_endpoint, endpoint_count;
    /// The header lines set for the handle to send. Not owned.
    const struct curl_slist *_Nullable headers;
    /// Those of them that a redirect leaves.
    struct curl_slist *_Nullable reduced_headers;
    /// The parts of the request rendered for it: URL, headers, body.
    clt_buffer request;
} clt_exchange;

/// Makes the record ready for the next request, which starts now: monotonic nanoseconds.
void clt_exchange_begin(clt_exchange *_Nonnull exchange, int64_t now, int32_t label);

/// Takes the status of an answer that came before the request was written to its end, when libcurl
/// reports the exchange as failed: it gives up when a write fails.
void clt_exchange_take_unread_answer(clt_exchange *_Nonnull exchange);

/// Adds the loop's delay of an exchange that has ended now: the time that its answer, or its end,
/// may have waited for the loop to poll.
void clt_exchange_note_end(clt_exchange *_Nonnull exchange, int64_t now);

/// Makes a socket for a connection to an address, which the rules have to allow; its descriptor, or
/// -1 with the reason in the record.
int clt_exchange_make_socket(clt_exchange *_Nonnull exchange,
                             const struct sockaddr *_Nonnull address, int type, int protocol);

/// The request is about to be written, by libcurl or on its socket.
void clt_exchange_note_write(clt_exchange *_Nonnull exchange);

/// Frees the record's memory.
void clt_exchange_discard(clt_exchange *_Nonnull exchange);

/// Sets the lasting options of an easy handle: callbacks that fill the record, the safe options,
/// and the state shared with others of its user.
///
/// Provided because callbacks with C's variable arguments can't be set from Swift, and because the
/// callbacks run several times per request.
bool clt_exchange_attach(clt_exchange *_Nonnull exchange, CURL *_Nonnull easy,
                         clt_share *_Nonnull share);

/// Has the record keep a transcript of each exchange; false when there is no memory.
bool clt_exchange_keep_transcript(clt_exchange *_Nonnull exchange);

/// The result of an exchange that has ended, by libcurl's code: CURLE_OK where libcurl was only
/// kept from following a Location that is no redirect. The status is then that of an answer, or 0.
CURLcode clt_exchange_result(clt_exchange *_Nonnull exchange, CURLcode code);

/// The exchange has ended, and with it the body: notes whether the encoding has as well.
void clt_exchange_end_body(clt_exchange *_Nonnull exchange);

/// Bytes of all heads and bodies received, before decoding.
static inline int64_t clt_exchange_received(const clt_exchange *_Nonnull exchange) {
    return exchange->received + exchange->downloaded;
}

/// Whether a connection was opened for it: a refused one is none.
static inline bool clt_exchange_opened(const clt_exchange *_Nonnull exchange) {
    return exchange->connections > 0 || (exchange->sockets > 0 && exchange->is_connected);
}

/// The buffer for the rendered parts of a request.
static inline clt_buffer *_Nonnull clt_exchange_request(clt_exchange *_Nonnull exchange) {
    return &exchange->request;
}

/// The record that an easy handle was attached to.
static inline clt_exchange *_Nullable clt_easy_exchange(CURL *_Nonnull easy) {
    char *exchange = NULL;
    curl_easy_getinfo(easy, CURLINFO_PRIVATE, &exchange);
    return (clt_exchange *)(void *)exchange;
}

#endif
