#include "clt_exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_address.h"
#include "clt_clock.h"
#include "clt_curl.h"

void clt_exchange_discard(clt_exchange *exchange) {
    free(exchange->body);
    exchange->body = NULL;
    exchange->body_length = 0;
}

void clt_exchange_begin(clt_exchange *exchange) {
    if (exchange->body) clt_exchange_discard(exchange);
    exchange->received = 0;
    exchange->content_length = -1;
    exchange->status = 0;
    exchange->sockets = 0;
    exchange->writes = 0;
    exchange->socket_error = 0;
    exchange->resend_refused = false;
    exchange->address_refused = false;
    exchange->is_connected = false;
    exchange->head_complete = false;
    exchange->lengths_conflict = false;
    exchange->explanation[0] = 0;
}

// MARK: - What arrives

static void clt_note_status_line(clt_exchange *exchange, const char *line, size_t length) {
    const char *space = memchr(line, ' ', length);
    int status = 0;
    if (space)
        for (const char *digit = space + 1;
             digit < line + length && *digit >= '0' && *digit <= '9' && status < 1000; digit++)
            status = status * 10 + (*digit - '0');
    exchange->status = status > 999 ? 0 : status;
    exchange->head_complete = false;
    exchange->content_length = -1;
}

static void clt_note_content_length(clt_exchange *exchange, const char *line, size_t length) {
    static const char name[] = "content-length:";
    if (length < sizeof name || strncasecmp(line, name, sizeof name - 1) != 0) return;
    int64_t value = strtoll(line + sizeof name - 1, NULL, 10);
    if (exchange->content_length >= 0 && exchange->content_length != value)
        exchange->lengths_conflict = true;
    exchange->content_length = value;
}

/// libcurl hands over one line a call, ended by a zero byte in all versions that we know.
static size_t clt_on_header(char *line, size_t size, size_t count, void *context) {
    clt_exchange *exchange = context;
    size_t length = size * count;
    exchange->received += (int64_t)length;
    if (length > 5 && memcmp(line, "HTTP/", 5) == 0)
        clt_note_status_line(exchange, line, length);
    else if (line[0] == '\r' || line[0] == '\n')
        exchange->head_complete = exchange->status >= 200;
    else if ((line[0] | 0x20) == 'c')
        clt_note_content_length(exchange, line, length);
    return length;
}

static size_t clt_on_body(char *bytes, size_t size, size_t count, void *context) {
    clt_exchange *exchange = context;
    size_t length = size * count;
    exchange->received += (int64_t)length;
    if (exchange->status < 400) return length;
    if (!exchange->body) exchange->body = malloc(CLT_BODY_EXAMPLE_BYTES);
    if (!exchange->body) return length;
    size_t room = CLT_BODY_EXAMPLE_BYTES - exchange->body_length;
    size_t kept = length < room ? length : room;
    memcpy(exchange->body + exchange->body_length, bytes, kept);
    exchange->body_length += (uint32_t)kept;
    return length;
}

// MARK: - What is opened and sent

static curl_socket_t clt_on_open(void *context, curlsocktype purpose,
                                 struct curl_sockaddr *address) {
    (void)purpose;
    clt_exchange *exchange = context;
    if (!exchange->allows_any_address && !clt_is_private(&address->addr)) {
        exchange->address_refused = true;
        return CURL_SOCKET_BAD;
    }
    int descriptor = socket(address->family, address->socktype, address->protocol);
    if (descriptor < 0) {
        exchange->socket_error = errno;
        return CURL_SOCKET_BAD;
    }
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    exchange->sockets++;
    return descriptor;
}

static int clt_on_close(void *context, curl_socket_t descriptor) {
    clt_poller_forget(context, descriptor);
    return close(descriptor);
}

/// Called before each time a request is written. libcurl writes it again by itself when a kept
/// connection turns out dead; that must not happen to a request that may not be repeated.
static int clt_on_write(void *context, char *remote, char *local, int remote_port,
                        int local_port) {
    (void)remote, (void)local, (void)remote_port, (void)local_port;
    clt_exchange *exchange = context;
    if (exchange->writes > 0 && !exchange->may_resend) {
        exchange->resend_refused = true;
        return CURL_PREREQFUNC_ABORT;
    }
    exchange->writes++;
    return CURL_PREREQFUNC_OK;
}

void clt_exchange_end_idle(int descriptor) {
    char unread[4096];
    // As many bytes as a socket may hold at most; a peer that sends on must not hold the loop.
    for (int reads = 0; reads < 2048; reads++)
        if (recv(descriptor, unread, sizeof unread, MSG_DONTWAIT) <= 0) break;
    shutdown(descriptor, SHUT_RDWR);
}

bool clt_exchange_attach(clt_exchange *exchange, CURL *easy, CURLSH *share, clt_poller *poller) {
    return curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, clt_on_header) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_HEADERDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, clt_on_body) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_WRITEDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, clt_on_open) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, clt_on_close) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, (void *)poller) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, clt_on_write) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQDATA, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PRIVATE, (void *)exchange) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, exchange->explanation) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_SHARE, share) == CURLE_OK &&
           clt_easy_set_safe_defaults(easy);
}

// MARK: - The multi handle

static int clt_on_socket(CURL *easy, curl_socket_t descriptor, int what, void *context,
                         void *unused) {
    (void)unused;
    clt_multi_context *multi = context;
    if (what & CURL_POLL_IN) {
        clt_exchange *exchange = clt_easy_exchange(easy);
        if (exchange) exchange->is_connected = true;
    }
    int interest = what == CURL_POLL_IN      ? CLT_READ
                   : what == CURL_POLL_OUT   ? CLT_WRITE
                   : what == CURL_POLL_INOUT ? CLT_READ | CLT_WRITE
                                             : CLT_NOTHING;
    clt_poller_want(multi->poller, descriptor, interest, multi->token);
    return 0;
}

static int clt_on_timer(CURLM *unused, long milliseconds, void *context) {
    (void)unused;
    clt_multi_context *multi = context;
    if (milliseconds < 0)
        multi->deadline = INT64_MAX;
    else
        multi->deadline = milliseconds == 0
                              ? 0
                              : clt_monotonic_nanoseconds() + (int64_t)milliseconds * 1000000;
    return 0;
}

bool clt_multi_attach(clt_multi_context *context, CURLM *multi) {
    context->deadline = INT64_MAX;
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, clt_on_socket) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, (void *)context) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, clt_on_timer) == CURLM_OK &&
           curl_multi_setopt(multi, CURLMOPT_TIMERDATA, (void *)context) == CURLM_OK;
}
