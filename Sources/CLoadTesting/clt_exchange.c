#include "clt_exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_address.h"
#include "clt_curl.h"
#include "clt_exchange_body.h"
#include "clt_exchange_delays.h"
#include "clt_reply_head.h"

#if defined(SOCK_CLOEXEC)
#define CLT_SOCK_CLOEXEC SOCK_CLOEXEC
#else
#define CLT_SOCK_CLOEXEC 0
#endif

static void clt_forget_location(clt_exchange *exchange) {
    free(exchange->unfollowed_location);
    exchange->unfollowed_location = NULL;
}

void clt_exchange_discard(clt_exchange *exchange) {
    clt_forget_location(exchange);
    clt_forget_codings(exchange);
    curl_slist_free_all(exchange->reduced_headers);
    exchange->reduced_headers = NULL;
    clt_buffer_free(&exchange->set_cookies);
    clt_buffer_free(&exchange->head);
    clt_buffer_free(&exchange->body);
    clt_buffer_free(&exchange->request);
    clt_transcript_free(exchange->transcript);
    exchange->transcript = NULL;
}

void clt_exchange_begin(clt_exchange *exchange, int64_t now, int32_t label) {
    clt_phases_begin(&exchange->phases, now);
    exchange->delays = (clt_delays){.until = now};
    if (exchange->unfollowed_location) clt_forget_location(exchange);
    if (exchange->transcript) clt_transcript_empty(exchange->transcript);
    if (exchange->set_cookies.bytes) clt_buffer_empty(&exchange->set_cookies);
    if (exchange->head.bytes) clt_buffer_empty(&exchange->head);
    if (exchange->body.bytes) clt_buffer_empty(&exchange->body);
    exchange->endpoint = NULL;
    exchange->received = 0;
    exchange->downloaded = 0;
    exchange->sent = 0;
    exchange->content_length = -1;
    exchange->body_count = 0;
    clt_forget_codings(exchange);
    exchange->last_write = 0;
    exchange->read_instant = 0;
    exchange->status = 0;
    exchange->sockets = 0;
    exchange->connections = 0;
    exchange->writes = 0;
    exchange->resends = 0;
    exchange->redirects = 0;
    exchange->challenges = 0;
    exchange->socket_error = 0;
    exchange->connect_error = 0;
    exchange->refusal = CLT_NOT_REFUSED;
    exchange->label_before = exchange->share ? exchange->share->label : -1;
    exchange->is_answered = false;
    exchange->was_unread = false;
    exchange->has_unread_answer = false;
    exchange->framing = CLT_NO_FRAMING;
    exchange->is_connected = false;
    exchange->head_complete = false;
    exchange->ends_in_order = false;
    exchange->sets_cookies = false;
    exchange->left_origin = false;
    exchange->is_redirected = false;
    exchange->ignores_location = false;
    exchange->method_changed = false;
    exchange->headers_changed = false;
    exchange->explanation[0] = 0;
    if (!exchange->share) return;
    exchange->share->label = label;
    exchange->share->is_choosing = true;
}

void clt_exchange_take_unread_answer(clt_exchange *exchange) {
    const clt_connection_end *end = &exchange->share->end;
    bool is_ours = exchange->writes > 0 && end->instant >= exchange->last_write;
    if (!is_ours || exchange->is_answered || end->status == 0) return;
    exchange->status = end->status;
    exchange->has_unread_answer = true;
}

CURLcode clt_exchange_result(clt_exchange *exchange, CURLcode code) {
    // An interim response alone is no answer.
    if (clt_is_interim(exchange->status)) exchange->status = 0;
    if (!exchange->ignores_location) return code;
    curl_easy_setopt(exchange->easy, CURLOPT_MAXREDIRS, CLT_LIBCURL_REDIRECTS);
    return code == CURLE_TOO_MANY_REDIRECTS ? CURLE_OK : code;
}

bool clt_exchange_keep_transcript(clt_exchange *exchange) {
    exchange->transcript = calloc(1, sizeof *exchange->transcript);
    return exchange->transcript != NULL;
}

// MARK: - Connections and writes

/// The first socket of a connection is about to be connected.
static void clt_note_connect(clt_exchange *exchange) {
    clt_phases *phases = &exchange->phases;
    if (phases->current == CLT_PHASE_CONNECT) return;
    // A later round, of a redirect, resolves its name after the earlier answer.
    if (phases->first_write == 0) phases->current = CLT_PHASE_LOOKUP;
    int64_t now = clt_monotonic_nanoseconds();
    clt_phases_enter(phases, CLT_PHASE_CONNECT, now);
    clt_exchange_note_delay_of_connect(exchange, now);
}

/// Subtracts TLS from the connection's time: libcurl alone knows when TCP was connected.
static void clt_split_connect(clt_phases *phases, CURL *easy) {
    curl_off_t connected = 0, agreed = 0;
    curl_easy_getinfo(easy, CURLINFO_CONNECT_TIME_T, &connected);
    curl_easy_getinfo(easy, CURLINFO_APPCONNECT_TIME_T, &agreed);
    // libcurl sums over redirects.
    int64_t tls = (agreed - connected) * 1000 - phases->nanoseconds[CLT_PHASE_TLS];
    if (agreed == 0 || tls < 0) return;
    if (tls > phases->nanoseconds[CLT_PHASE_CONNECT])
        tls = phases->nanoseconds[CLT_PHASE_CONNECT];
    phases->nanoseconds[CLT_PHASE_CONNECT] -= tls;
    phases->nanoseconds[CLT_PHASE_TLS] += tls;
}

/// A request is about to be written. The time of a write itself is part of the wait.
void clt_exchange_note_write(clt_exchange *exchange) {
    clt_phases *phases = &exchange->phases;
    int64_t now = clt_monotonic_nanoseconds();
    bool is_fresh = phases->current == CLT_PHASE_CONNECT;
    exchange->last_write = now;
    exchange->connections += is_fresh;
    clt_exchange_note_delay_of_write(exchange, now, is_fresh ? phases->since : 0);
    clt_phases_enter(phases, exchange->times_upload ? CLT_PHASE_SEND : CLT_PHASE_WAIT, now);
    if (is_fresh && exchange->easy) clt_split_connect(phases, exchange->easy);
    if (phases->first_write == 0) phases->first_write = now;
}

/// The addresses that a connection may be to: those of another server after a redirect.
static clt_endpoint *clt_candidates(const clt_exchange *exchange, int32_t *count) {
    *count = exchange->left_origin ? exchange->all_endpoints : exchange->endpoint_count;
    return exchange->endpoints + (exchange->left_origin ? 0 : exchange->first_endpoint);
}

static void clt_note_address(clt_exchange *exchange, const struct sockaddr *address) {
    int32_t count;
    clt_endpoint *endpoints = clt_candidates(exchange, &count);
    exchange->endpoint = clt_endpoint_at(endpoints, count, address);
}

static void clt_note_address_text(clt_exchange *exchange, const char *text, int port) {
    int32_t count;
    clt_endpoint *endpoints = clt_candidates(exchange, &count);
    exchange->endpoint = clt_endpoint_named(endpoints, count, text, port);
}

/// Whether the connection that was closed last ended before the server can have read the request.
static bool clt_is_unread(const clt_exchange *exchange) {
    return clt_ended_unread(&exchange->share->end, exchange->last_write,
                            exchange->rules.reading_nanoseconds);
}

/// Whether a request that was written may be written once more: behind a redirect or a challenge,
/// which answered it, or unread, where it may be sent again.
///
/// libcurl writes every request again whose kept connection ended without a byte of an answer,
/// also one that the server has read.
static bool clt_may_write_again(clt_exchange *exchange) {
    if (exchange->is_answered) {
        bool is_challenge = exchange->status == 401;
        return !is_challenge || exchange->challenges < CLT_CHALLENGES ||
               clt_refuse(exchange, CLT_REFUSED_CHALLENGE);
    }
    bool was_unread = clt_is_unread(exchange);
    if (was_unread && exchange->rules.may_resend) return true;
    if (exchange->refusal == CLT_NOT_REFUSED) exchange->was_unread = was_unread;
    return clt_refuse(exchange, CLT_REFUSED_RESEND);
}

int clt_exchange_make_socket(clt_exchange *exchange, const struct sockaddr *address, int type,
                             int protocol) {
    bool is_allowed = exchange->left_origin ? exchange->rules.allows_any_host
                                             : exchange->rules.allows_any_address;
    if (!is_allowed && !clt_is_private(address)) {
        clt_refuse(exchange, CLT_REFUSED_ADDRESS);
        return -1;
    }
    if (exchange->endpoints) clt_note_address(exchange, address);
    int descriptor = socket(address->sa_family, type | CLT_SOCK_CLOEXEC, protocol);
    if (descriptor < 0) {
        exchange->socket_error = errno;
        return -1;
    }
    if (!clt_share_add(exchange->share, descriptor)) {
        exchange->socket_error = ENOMEM;
        close(descriptor);
        return -1;
    }
    if (!CLT_SOCK_CLOEXEC) fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    clt_note_connect(exchange);
    exchange->is_connected = false;
    exchange->sockets++;
    return descriptor;
}

static curl_socket_t clt_on_open(void *context, curlsocktype purpose,
                                 struct curl_sockaddr *address) {
    (void)purpose;
    clt_exchange *exchange = context;
    if (exchange->writes > 0 && !clt_may_write_again(exchange)) return CURL_SOCKET_BAD;
    int descriptor = clt_exchange_make_socket(exchange, &address->addr, address->socktype,
                                              address->protocol);
    return descriptor < 0 ? CURL_SOCKET_BAD : descriptor;
}

static int clt_on_close(void *context, curl_socket_t descriptor) {
    return clt_share_close(context, descriptor);
}

/// Notes how much of a body libcurl has received, which restarts its count in each round.
static void clt_note_download(clt_exchange *exchange, int64_t count) {
    if (count < exchange->downloaded) {
        exchange->received += exchange->downloaded;
        exchange->downloaded = 0;
    }
    if (count > 0) exchange->downloaded = count;
}

/// The write before was answered, or in vain.
static void clt_note_further_write(clt_exchange *exchange) {
    if (exchange->is_answered)
        exchange->challenges += exchange->status == 401;
    else
        exchange->resends++;
    clt_note_download(exchange, 0);
    exchange->head_complete = false;
}

/// Called before each time a request is written. A kept connection on which the peer spoke or hung
/// up is abandoned: libcurl fails to write on it and opens another one.
static int clt_on_write(void *context, char *remote, char *local, int remote_port,
                        int local_port) {
    (void)local;
    clt_exchange *exchange = context;
    if (exchange->endpoints) clt_note_address_text(exchange, remote, remote_port);
    if (exchange->writes > 0) {
        if (!clt_may_write_again(exchange)) return CURL_PREREQFUNC_ABORT;
        clt_note_further_write(exchange);
    } else if (exchange->sockets == 0 && clt_share_abandon_broken(exchange->share, local_port))
        return CURL_PREREQFUNC_OK;
    exchange->share->is_choosing = false;
    exchange->is_answered = false;
    exchange->writes++;
    clt_exchange_note_write(exchange);
    return CURL_PREREQFUNC_OK;
}

static int clt_on_progress(void *context, curl_off_t download_total, curl_off_t downloaded,
                           curl_off_t upload_total, curl_off_t uploaded) {
    (void)download_total;
    clt_exchange *exchange = context;
    if (exchange->rules.counts_downloads) clt_note_download(exchange, downloaded);
    bool is_sent = exchange->phases.current == CLT_PHASE_SEND && exchange->writes > 0 &&
                   uploaded >= upload_total;
    if (is_sent) clt_phases_enter(&exchange->phases, CLT_PHASE_WAIT, clt_monotonic_nanoseconds());
    return 0;
}

/// Counts sent bytes, and notes them where a transcript is kept.
static int clt_on_show(CURL *easy, curl_infotype kind, char *bytes, size_t count, void *context) {
    (void)easy;
    clt_exchange *exchange = context;
    if (kind == CURLINFO_HEADER_OUT || kind == CURLINFO_DATA_OUT)
        exchange->sent += (int64_t)count;
    clt_transcript *transcript = exchange->transcript;
    if (!transcript) return 0;
    if (kind == CURLINFO_HEADER_OUT) {
        clt_transcript_part_empty(&transcript->reply_body);
        clt_transcript_note(&transcript->request_head, bytes, count);
    } else if (kind == CURLINFO_DATA_OUT)
        clt_transcript_note(&transcript->request_body, bytes, count);
    else if (kind == CURLINFO_HEADER_IN)
        clt_transcript_note(&transcript->reply_head, bytes, count);
    return 0;
}

// MARK: - The easy handle

static bool clt_set_callbacks(clt_exchange *exchange, CURL *easy, clt_share *share) {
    return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, clt_exchange_on_header) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, clt_on_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, clt_on_open) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, clt_on_close) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, (void *)share) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, clt_on_write) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION, clt_on_progress) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_XFERINFODATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, clt_on_show) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_DEBUGDATA, (void *)exchange) == CURLE_OK;
}

bool clt_exchange_attach(clt_exchange *exchange, CURL *easy, clt_share *share) {
    exchange->easy = easy;
    exchange->share = share;
    // Sharing cookies does not turn them on.
    bool keeps_cookies = share->keeps_cookies;
    if (!clt_share_prepare(share)) return false;
    return clt_set_callbacks(exchange, easy, share) &&
           curl_easy_setopt(easy, CURLOPT_PRIVATE, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->explanation) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SHARE, share->raw) == CURLE_OK &&
           (!keeps_cookies || curl_easy_setopt(easy, CURLOPT_COOKIEFILE, "") == CURLE_OK) &&
           clt_easy_set_safe_defaults(easy);
}
