#include "clt_null_target.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int clt_null_target_open(uint16_t *port) {
    struct sockaddr_in address = {.sin_family = AF_INET};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    if (listener < 0) return -1;
    if (bind(listener, (struct sockaddr *)&address, length) == 0 && listen(listener, 1) == 0 &&
        getsockname(listener, (struct sockaddr *)&address, &length) == 0) {
        *port = ntohs(address.sin_port);
        return listener;
    }
    close(listener);
    return -1;
}

/// Requests without a body that come one at a time: each is in one piece.
static void clt_answer_all(int connection) {
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    char request[4096];
    while (recv(connection, request, sizeof request, 0) > 0)
        if (send(connection, answer, sizeof answer - 1, 0) < 0) return;
}

void clt_null_target_serve(int listener) {
    struct pollfd waiting = {.fd = listener, .events = POLLIN};
    int connection = poll(&waiting, 1, 5000) > 0 ? accept(listener, NULL, NULL) : -1;
    close(listener);
    if (connection < 0) return;
    int on = 1;
    setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    clt_answer_all(connection);
    close(connection);
}
