// The opening of connections: by libcurl, or here.

#include "clt_direct.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

// MARK: - By libcurl

bool clt_direct_set_connector(CURL *easy) {
    return curl_easy_setopt(easy, CURLOPT_CONNECT_ONLY, 1L) == CURLE_OK &&
           curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, NULL) == CURLE_OK;
}

void clt_direct_open(clt_direct *direct) {
    direct->is_opening = true;
    direct->is_busy = true;
    direct->exchange->easy = direct->easy;
    curl_multi_add_handle(direct->multi, direct->easy);
}

clt_direct_progress clt_direct_take_over(clt_direct *direct) {
    curl_socket_t descriptor = CURL_SOCKET_BAD;
    curl_easy_getinfo(direct->easy, CURLINFO_ACTIVESOCKET, &descriptor);
    direct->descriptor = descriptor;
    direct->is_opening = false;
    direct->was_used = false;
    direct->has_peer_ended = false;
    direct->endpoint = direct->exchange->endpoint;
    clt_direct_progress progress = clt_direct_begin(direct);
    if (direct->is_encrypted) return progress;
    // libcurl closes the connection with its handle; the socket stays.
    direct->share->taken = descriptor;
    curl_multi_remove_handle(direct->multi, direct->easy);
    direct->share->taken = -1;
    direct->exchange->easy = NULL;
    clt_direct_want(direct, direct->written < direct->request.count && !direct->stopped_writing
                         ? CLT_READ | CLT_WRITE
                         : CLT_READ);
    return progress;
}

void clt_direct_fail_to_open(clt_direct *direct, CURLcode code) {
    curl_multi_remove_handle(direct->multi, direct->easy);
    direct->is_opening = false;
    direct->is_busy = false;
    direct->code = code;
}

// MARK: - Here

#if defined(SOCK_NONBLOCK)
#define CLT_SOCK_NONBLOCK SOCK_NONBLOCK
#else
#define CLT_SOCK_NONBLOCK 0
#endif

/// As libcurl sets its sockets.
static void clt_set_socket(int descriptor) {
    int on = 1;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
#if defined(SO_NOSIGPIPE)
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    if (!CLT_SOCK_NONBLOCK)
        fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
}

/// Ends the attempt; `error` is the errno of the connect, 0 when there was none.
static clt_direct_progress clt_fail_to_connect(clt_direct *direct, int error) {
    clt_exchange *exchange = direct->exchange;
    exchange->connect_error = error;
    direct->code = CURLE_COULDNT_CONNECT;
    clt_direct_close(direct);
    return CLT_DIRECT_UNCONNECTED;
}

clt_direct_progress clt_direct_connect(clt_direct *direct, const clt_address *address) {
    clt_exchange *exchange = direct->exchange;
    const struct sockaddr *remote = (const struct sockaddr *)&address->storage;
    direct->is_busy = true;
    exchange->easy = NULL;
    int descriptor =
        clt_exchange_make_socket(exchange, remote, SOCK_STREAM | CLT_SOCK_NONBLOCK, IPPROTO_TCP);
    if (descriptor < 0) return clt_fail_to_connect(direct, 0);
    clt_set_socket(descriptor);
    direct->descriptor = descriptor;
    direct->is_connecting = true;
    direct->was_used = false;
    direct->has_peer_ended = false;
    direct->endpoint = exchange->endpoint;
    bool is_begun = connect(descriptor, remote, address->length) == 0 || errno == EINPROGRESS ||
                    errno == EINTR;
    return is_begun ? clt_direct_continue_connecting(direct) : clt_fail_to_connect(direct, errno);
}

/// 0 for a connected socket, EAGAIN for one that is not yet connected, else the error.
static int clt_connect_outcome(int descriptor) {
    // One call for both questions, where SO_ERROR answers one of them.
    if (send(descriptor, "", 0, MSG_NOSIGNAL) == 0) return 0;
    return errno == EWOULDBLOCK || errno == ENOTCONN || errno == EINTR ? EAGAIN : errno;
}

clt_direct_progress clt_direct_continue_connecting(clt_direct *direct) {
    int error = clt_connect_outcome(direct->descriptor);
    if (error == EAGAIN) {
        clt_direct_want(direct, CLT_READ | CLT_WRITE);
        return CLT_DIRECT_WAITING;
    }
    if (error != 0) return clt_fail_to_connect(direct, error);
    direct->is_connecting = false;
    direct->exchange->is_connected = true;
    return clt_direct_begin(direct);
}
