#include "clt_loopback.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

static struct sockaddr_in clt_loopback_address(uint16_t port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int clt_loopback_socket(void) {
#if defined(__linux__)
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
#else
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    int on = 1;
    if (descriptor < 0) return -1;
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(descriptor, F_SETFL, O_NONBLOCK);
    setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
    return descriptor;
#endif
}

bool clt_loopback_is_free(uint16_t port) {
    struct sockaddr_in address = clt_loopback_address(port);
    int descriptor = clt_loopback_socket();
    if (descriptor < 0) return false;
    // Remains of earlier connections of the port are in no server's way.
    int on = 1;
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    bool is_taken = bind(descriptor, (struct sockaddr *)&address, sizeof address) != 0
                        ? errno == EADDRINUSE
                        : listen(descriptor, 1) != 0;
    close(descriptor);
    return !is_taken;
}

int clt_loopback_connect(uint16_t port) {
    struct sockaddr_in address = clt_loopback_address(port);
    int descriptor = clt_loopback_socket();
    if (descriptor < 0) return -1;
    int result = connect(descriptor, (struct sockaddr *)&address, sizeof address);
    if (result == 0 || errno == EINPROGRESS || errno == EINTR) return descriptor;
    close(descriptor);
    return -1;
}

/// Whether a socket connected to itself: the system may assign a client the very port that it asks
/// for.
static bool clt_is_self_connected(int descriptor) {
    struct sockaddr_in own, other;
    socklen_t own_length = sizeof own, other_length = sizeof other;
    return getsockname(descriptor, (struct sockaddr *)&own, &own_length) == 0 &&
           getpeername(descriptor, (struct sockaddr *)&other, &other_length) == 0 &&
           own.sin_port == other.sin_port;
}

int clt_loopback_state(int descriptor) {
    struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};
    if (poll(&waiting, 1, 0) == 0) return 0;
    int error = 0;
    socklen_t length = sizeof error;
    if (getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length) != 0 || error != 0) return -1;
    return clt_is_self_connected(descriptor) ? -1 : 1;
}

ssize_t clt_loopback_send(int descriptor, const void *bytes, size_t count) {
    ssize_t sent = send(descriptor, bytes, count, MSG_NOSIGNAL);
    return sent < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : sent;
}

ssize_t clt_loopback_receive(int descriptor, void *bytes, size_t capacity) {
    ssize_t received = recv(descriptor, bytes, capacity, 0);
    if (received > 0) return received;
    return received < 0 && (errno == EAGAIN || errno == EINTR) ? 0 : -1;
}

uint16_t clt_loopback_port(int descriptor) {
    struct sockaddr_in own = {0};
    socklen_t length = sizeof own;
    return getsockname(descriptor, (struct sockaddr *)&own, &length) == 0 ? ntohs(own.sin_port) : 0;
}
