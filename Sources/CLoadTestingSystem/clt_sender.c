#include "clt_sender.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_address.h"
#include "clt_clock.h"

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

enum { CLT_SENDER_MAX_ADDRESSES = 16 };

/// Has a socket block nobody, live no longer than this program, and raise no signal.
static int clt_sender_prepare(int descriptor) {
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
#if defined(SO_NOSIGPIPE)
    int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
    return descriptor;
}

static int64_t clt_sender_end(int milliseconds) {
    return clt_monotonic_nanoseconds() + (int64_t)milliseconds * 1000000;
}

/// Waits for an event: 0, or the error.
static int clt_sender_wait(int descriptor, short events, int64_t end) {
    for (;;) {
        int64_t left = (end - clt_monotonic_nanoseconds() + 999999) / 1000000;
        struct pollfd waiting = {.fd = descriptor, .events = events};
        int ready = poll(&waiting, 1, left > 0 ? (int)left : 0);
        if (ready > 0) return 0;
        if (ready == 0) return CLT_SENDER_TIMEOUT;
        if (errno != EINTR) return errno;
    }
}

/// Connects a socket: 0, or the error.
static int clt_sender_connect(int descriptor, const clt_address *address, int64_t end) {
    const struct sockaddr *to = (const struct sockaddr *)&address->storage;
    if (connect(descriptor, to, address->length) == 0) return 0;
    if (errno != EINPROGRESS && errno != EINTR) return errno;
    int error = clt_sender_wait(descriptor, POLLOUT, end);
    if (error != 0) return error;
    socklen_t length = sizeof error;
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
    return error;
}

int clt_sender_open(
    const char *host, int port, bool is_datagram, int milliseconds, int *error,
    bool *is_unresolved) {
    int64_t end = clt_sender_end(milliseconds);
    clt_address addresses[CLT_SENDER_MAX_ADDRESSES];
    int count = clt_resolve(host, port, addresses, CLT_SENDER_MAX_ADDRESSES);
    *is_unresolved = count < 0;
    *error = count < 0 ? count : ENOENT;
    for (int index = 0; index < count; index++) {
        int type = is_datagram ? SOCK_DGRAM : SOCK_STREAM;
        int descriptor = socket(addresses[index].storage.ss_family, type, 0);
        *error = errno;
        if (descriptor < 0) continue;
        *error = clt_sender_connect(clt_sender_prepare(descriptor), &addresses[index], end);
        if (*error == 0) return descriptor;
        close(descriptor);
    }
    return -1;
}

int clt_sender_send(int descriptor, const void *bytes, size_t count, int milliseconds) {
    int64_t end = clt_sender_end(milliseconds);
    const char *next = bytes;
    while (count > 0) {
        ssize_t sent = send(descriptor, next, count, MSG_NOSIGNAL);
        if (sent >= 0) {
            next += sent;
            count -= (size_t)sent;
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            int error = clt_sender_wait(descriptor, POLLOUT, end);
            if (error != 0) return error;
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

bool clt_sender_is_closed(int descriptor) {
    char byte;
    ssize_t received = recv(descriptor, &byte, 1, MSG_PEEK);
    return received == 0 ||
           (received < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

ssize_t clt_sender_receive(int descriptor, void *bytes, size_t capacity, int milliseconds) {
    int64_t end = clt_sender_end(milliseconds);
    for (;;) {
        ssize_t received = recv(descriptor, bytes, capacity, 0);
        if (received >= 0) return received;
        if (errno == EINTR) continue;
        if (errno != EAGAIN && errno != EWOULDBLOCK) return -errno;
        int error = clt_sender_wait(descriptor, POLLIN, end);
        if (error != 0) return error < 0 ? error : -error;
    }
}

/// An address in numbers with a port; its length, 0 for none.
static socklen_t clt_sender_address(
    const char *text, uint16_t port, struct sockaddr_storage *storage) {
    struct sockaddr_in ipv4 = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct sockaddr_in6 ipv6 = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    if (inet_pton(AF_INET, text, &ipv4.sin_addr) == 1) {
        memcpy(storage, &ipv4, sizeof ipv4);
        return sizeof ipv4;
    }
    if (inet_pton(AF_INET6, text, &ipv6.sin6_addr) != 1) return 0;
    memcpy(storage, &ipv6, sizeof ipv6);
    return sizeof ipv6;
}

int clt_sender_listen(const char *address, uint16_t port) {
    struct sockaddr_storage storage = {0};
    socklen_t length = clt_sender_address(address, port, &storage);
    if (length == 0) return -EADDRNOTAVAIL;
    int listener = socket(storage.ss_family, SOCK_STREAM, 0);
    if (listener < 0) return -errno;
    int on = 1;
    setsockopt(clt_sender_prepare(listener), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&storage, length) == 0 && listen(listener, 16) == 0)
        return listener;
    int error = errno;
    close(listener);
    return -error;
}

int clt_sender_accept(int listener, int milliseconds) {
    if (clt_sender_wait(listener, POLLIN, clt_sender_end(milliseconds)) != 0) return -1;
    int connection = accept(listener, NULL, NULL);
    return connection < 0 ? -1 : clt_sender_prepare(connection);
}
