#include "clt_direct.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_clock.h"
#include "clt_cookie.h"
#include "clt_direct_reply.h"
#include "clt_reply_head.h"

enum {
    /// The maximum reads of one connection before others have their turn.
    CLT_READS_IN_A_ROW = 16,
};

// MARK: - The socket

/// The outcome of a call on the socket: the bytes, 0 for the end of what the server sends, or one
/// of these.
enum { CLT_WOULD_BLOCK = -1, CLT_BROKEN = -2 };

static ssize_t clt_receive(clt_direct *direct, uint8_t *room, size_t capacity) {
    if (direct->is_encrypted) {
        size_t count = 0;
        CURLcode code = curl_easy_recv(direct->easy, room, capacity, &count);
        if (code == CURLE_OK) return (ssize_t)count;
        return code == CURLE_AGAIN ? CLT_WOULD_BLOCK : CLT_BROKEN;
    }
    for (;;) {
        ssize_t count = recv(direct->descriptor, room, capacity, 0);
        if (count >= 0) return count;
        if (errno == EINTR) continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? CLT_WOULD_BLOCK : CLT_BROKEN;
    }
}

static ssize_t clt_send(clt_direct *direct, const uint8_t *bytes, size_t count) {
    if (direct->is_encrypted) {
        size_t sent = 0;
        CURLcode code = curl_easy_send(direct->easy, bytes, count, &sent);
        if (code == CURLE_OK) return (ssize_t)sent;
        return code == CURLE_AGAIN ? CLT_WOULD_BLOCK : CLT_BROKEN;
    }
    for (;;) {
        ssize_t sent = send(direct->descriptor, bytes, count, MSG_NOSIGNAL);
        if (sent >= 0) return sent;
        if (errno == EINTR) continue;
        return errno == EAGAIN || errno == EWOULDBLOCK ? CLT_WOULD_BLOCK : CLT_BROKEN;
    }
}

// MARK: - Ends

/// The connection serves another request.
static void clt_keep(clt_direct *direct) {
    direct->was_used = true;
    clt_direct_want(direct, CLT_NOTHING);
}

/// The connection has answered its last request: nobody asks how it ended.
static void clt_discard(clt_direct *direct) {
    clt_share_discard(direct->share, direct->descriptor);
    direct->descriptor = -1;
}

static clt_direct_progress clt_finish(clt_direct *direct, CURLcode code) {
    direct->code = code;
    direct->is_busy = false;
    bool is_answered = code == CURLE_OK && clt_reply_is_complete(&direct->parser);
    if (is_answered && !direct->parser.closes && !direct->is_alone)
        clt_keep(direct);
    else if (is_answered && !direct->is_encrypted)
        clt_discard(direct);
    else
        clt_direct_close(direct);
    return CLT_DIRECT_ENDED;
}

static void clt_explain(clt_direct *direct, const char *text) {
    char *explanation = direct->exchange->explanation;
    if (!explanation[0]) snprintf(explanation, CURL_ERROR_SIZE, "%s", text);
}

/// A kept connection has ended before an answer: as with libcurl, a request that the server can't
/// have read is sent again where that is allowed.
static clt_direct_progress clt_finish_stale(clt_direct *direct, CURLcode code) {
    clt_exchange *exchange = direct->exchange;
    clt_finish(direct, code);
    bool was_unread = clt_ended_unread(&direct->share->end, exchange->last_write,
                                       exchange->rules.reading_nanoseconds);
    if (was_unread && exchange->rules.may_resend) return CLT_DIRECT_UNSENT;
    exchange->was_unread = was_unread;
    clt_refuse(exchange, CLT_REFUSED_RESEND);
    return CLT_DIRECT_ENDED;
}

/// The connection has ended: by the server's close, or by an error.
static clt_direct_progress clt_finish_with_connection(clt_direct *direct, CURLcode code) {
    clt_exchange *exchange = direct->exchange;
    bool is_before_head = direct->parser.part == CLT_REPLY_START && direct->parser.line.count == 0;
    if (code == CURLE_OK && !is_before_head) {
        clt_reply_end(&direct->parser);
        if (clt_reply_is_complete(&direct->parser)) return clt_finish(direct, CURLE_OK);
        if (!exchange->head_complete) return clt_finish(direct, CURLE_OK);
        clt_explain(direct, "the connection was closed before the end of the body");
        return clt_finish(direct, CURLE_PARTIAL_FILE);
    }
    if (clt_reply_is_awaited(&direct->parser) && direct->was_used)
        return clt_finish_stale(direct, CURLE_RECV_ERROR);
    // At most an interim answer came.
    if (code == CURLE_OK) return clt_finish(direct, CURLE_GOT_NOTHING);
    if (direct->stopped_writing) code = CURLE_SEND_ERROR;
    clt_explain(direct, code == CURLE_SEND_ERROR ? "Send failure: the connection was closed"
                                                 : "Recv failure: the connection was reset");
    return clt_finish(direct, code);
}

void clt_direct_time_out(clt_direct *direct, int64_t limit) {
    clt_exchange *exchange = direct->exchange;
    if (direct->is_connecting)
        snprintf(exchange->explanation, CURL_ERROR_SIZE,
                 "Failed to connect within %lld milliseconds", (long long)limit);
    else
        snprintf(exchange->explanation, CURL_ERROR_SIZE,
                 "Operation timed out after %lld milliseconds with %lld bytes received",
                 (long long)limit, (long long)exchange->received);
    clt_finish(direct, CURLE_OPERATION_TIMEDOUT);
}

static CURLcode clt_code_of(clt_reply_fault fault) {
    switch (fault) {
    case CLT_REPLY_SOUND: return CURLE_OK;
    case CLT_REPLY_STATUS_LINE: return CURLE_UNSUPPORTED_PROTOCOL;
    case CLT_REPLY_TRANSFER_CODING: return CURLE_BAD_CONTENT_ENCODING;
    case CLT_REPLY_REFUSED: return CURLE_WRITE_ERROR;
    default: return CURLE_WEIRD_SERVER_REPLY;
    }
}

// MARK: - The request

/// Notes a request for readers: its head up to the empty line, and its body.
static void clt_note_request(clt_exchange *exchange, const clt_direct_request *request) {
    clt_transcript *transcript = exchange->transcript;
    size_t head = 4;
    while (head < request->count && memcmp(request->bytes + head - 4, "\r\n\r\n", 4) != 0) head++;
    clt_transcript_part_empty(&transcript->reply_body);
    clt_transcript_note(&transcript->request_head, request->bytes, head);
    clt_transcript_note(&transcript->request_body, request->bytes + head, request->count - head);
}

clt_direct_progress clt_direct_begin(clt_direct *direct) {
    clt_exchange *exchange = direct->exchange;
    direct->is_busy = true;
    direct->stopped_writing = false;
    direct->written = 0;
    exchange->endpoint = direct->endpoint;
    clt_reply_begin(&direct->parser, direct->request.is_head);
    direct->share->is_choosing = false;
    exchange->is_answered = false;
    exchange->resends += exchange->writes > 0;
    exchange->writes++;
    if (exchange->transcript) clt_note_request(exchange, &direct->request);
    clt_exchange_note_write(exchange);
    return clt_direct_write(direct);
}

/// The server takes no more of the request. It may have answered: the end is seen by reading.
static clt_direct_progress clt_stop_writing(clt_direct *direct) {
    direct->stopped_writing = true;
    direct->has_peer_ended = true;
    clt_direct_want(direct, CLT_READ);
    return CLT_DIRECT_UNREAD;
}

static void clt_enter(clt_direct *direct, int32_t from, int32_t to) {
    clt_phases *phases = &direct->exchange->phases;
    if (phases->current == from) clt_phases_enter(phases, to, clt_monotonic_nanoseconds());
}

clt_direct_progress clt_direct_write(clt_direct *direct) {
    const clt_direct_request *request = &direct->request;
    while (direct->written < request->count && !direct->stopped_writing) {
        ssize_t count = clt_send(direct, request->bytes + direct->written,
                                 request->count - direct->written);
        if (count == CLT_BROKEN) return clt_stop_writing(direct);
        if (count == CLT_WOULD_BLOCK) {
            clt_enter(direct, CLT_PHASE_WAIT, CLT_PHASE_SEND);
            clt_direct_want(direct, CLT_READ | CLT_WRITE);
            return CLT_DIRECT_WAITING;
        }
        direct->written += (size_t)count;
    }
    clt_enter(direct, CLT_PHASE_SEND, CLT_PHASE_WAIT);
    clt_direct_want(direct, CLT_READ);
    return CLT_DIRECT_WAITING;
}

// MARK: - The reply

/// Bytes behind a reply belong to none: the connection has no further use.
static void clt_note_strays(clt_direct *direct, size_t count) {
    if (count == 0) return;
    direct->parser.closes = true;
    direct->share->strays++;
    direct->share->idle_closed++;
}

/// Parses received bytes, whose head may be known; returns those that belong to the reply.
static size_t clt_feed(clt_direct *direct, clt_known_heads *heads, const uint8_t *bytes,
                       size_t count) {
    clt_exchange *exchange = direct->exchange;
    clt_reply_parser *parser = &direct->parser;
    const clt_reply_receiver receiver = {clt_direct_take_line, clt_direct_take_body,
                                         exchange};
    if (!clt_reply_is_awaited(parser)) return clt_reply_feed(parser, bytes, count, &receiver);
    clt_known_head *known = clt_known_head_of(heads, direct->share->label);
    size_t taken = clt_known_head_take(known, parser, exchange, bytes, count);
    if (taken == 0) {
        taken = clt_reply_feed_head(parser, bytes, count, &receiver);
        clt_known_head_keep(known, parser, exchange, bytes, taken);
    }
    taken += clt_reply_feed(parser, bytes + taken, count - taken, &receiver);
    bool is_read = clt_reply_is_complete(parser) && !clt_codings_any(&exchange->codings);
    if (is_read) exchange->read_instant = exchange->phases.since;
    return taken;
}

/// Takes received bytes; true when the exchange has ended.
static bool clt_take(clt_direct *direct, clt_known_heads *heads, const uint8_t *bytes,
                     size_t count) {
    clt_reply_parser *parser = &direct->parser;
    size_t taken = clt_feed(direct, heads, bytes, count);
    if (clt_reply_is_complete(parser)) {
        // An answer to a part of the request: the server takes no more of it.
        if (direct->written < direct->request.count) parser->closes = true;
        clt_note_strays(direct, count - taken);
        clt_finish(direct, CURLE_OK);
        return true;
    }
    if (!clt_reply_is_broken(parser)) return false;
    clt_explain(direct, clt_reply_fault_text(parser->fault));
    clt_finish(direct, clt_code_of(parser->fault));
    return true;
}

clt_direct_progress clt_direct_read(clt_direct *direct, uint8_t *room, size_t capacity,
                                    clt_known_heads *heads) {
    for (int reads = 0; reads < CLT_READS_IN_A_ROW; reads++) {
        ssize_t count = clt_receive(direct, room, capacity);
        if (count == CLT_WOULD_BLOCK) return CLT_DIRECT_WAITING;
        if (count == 0) return clt_finish_with_connection(direct, CURLE_OK);
        if (count == CLT_BROKEN) return clt_finish_with_connection(direct, CURLE_RECV_ERROR);
        // The end of what the peer sends stands behind the bytes, and is not told of again.
        bool is_emptied =
            !direct->is_encrypted && !direct->has_peer_ended && (size_t)count < capacity;
        bool has_ended = clt_take(direct, heads, room, (size_t)count);
        direct->was_emptied = is_emptied;
        direct->exchange->ends_in_order = has_ended && !direct->is_encrypted;
        if (has_ended) return CLT_DIRECT_ENDED;
        if (is_emptied) return CLT_DIRECT_WAITING;
    }
    return CLT_DIRECT_UNREAD;
}

// MARK: - Between exchanges

bool clt_direct_is_usable(clt_direct *direct) {
    char unread;
    ssize_t count = recv(direct->descriptor, &unread, 1, MSG_PEEK | MSG_DONTWAIT);
    if (count < 0) return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR;
    if (count == 0 || !direct->is_encrypted) return false;
    // A record of TLS may hold no data, such as a session's ticket.
    size_t received = 0;
    return curl_easy_recv(direct->easy, &unread, 1, &received) == CURLE_AGAIN;
}

void clt_direct_store_cookies(clt_direct *direct, CURL *easy, const char *host,
                              bool is_secure) {
    const clt_direct_request *request = &direct->request;
    const char *bytes = (const char *)request->bytes;
    const char *path = memchr(bytes, ' ', request->count);
    if (!path) return;
    path++;
    const char *end = memchr(path, ' ', request->count - (size_t)(path - bytes));
    if (!end) return;
    const clt_cookie_place place = {host, path, (size_t)(end - path), is_secure};
    const clt_buffer *values = &direct->exchange->set_cookies;
    const char *value = (const char *)values->bytes, *stop = value + values->count;
    while (value < stop) {
        const char *next = memchr(value, '\n', (size_t)(stop - value));
        clt_cookie_store(easy, value, (size_t)(next - value), &place);
        value = next + 1;
    }
}

void clt_direct_retire(clt_direct *direct) {
    char unread;
    ssize_t count = recv(direct->descriptor, &unread, 1, MSG_PEEK | MSG_DONTWAIT);
    direct->share->strays += count > 0;
    direct->share->idle_closed++;
    // Counted here.
    direct->share->is_choosing = false;
    clt_direct_close(direct);
}

void clt_direct_close(clt_direct *direct) {
    int descriptor = direct->descriptor;
    // libcurl closes what is its own.
    if (direct->is_opening || (direct->is_encrypted && descriptor >= 0))
        curl_multi_remove_handle(direct->multi, direct->easy);
    else if (descriptor >= 0)
        clt_share_close(direct->share, descriptor);
    direct->descriptor = -1;
    direct->is_opening = false;
    direct->is_connecting = false;
    direct->is_busy = false;
}
