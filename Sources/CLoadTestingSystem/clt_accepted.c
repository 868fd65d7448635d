#include "clt_sockets.h"

/// Less is taken and not acknowledged yet: that may wait for 40 ms.
enum { FULL = 16384 };

static void add(clt_accepted_sockets *accepted, clt_tcp_socket socket) {
    uint8_t state = socket.state;
    accepted->established += state == CLT_TCP_ESTABLISHED;
    accepted->unread += state == CLT_TCP_ESTABLISHED && socket.queued > 0;
    accepted->unsent += state == CLT_TCP_ESTABLISHED && socket.unsent >= FULL;
    accepted->close_wait += state == CLT_TCP_CLOSE_WAIT;
    accepted->time_wait += state == CLT_TCP_TIME_WAIT;
}

int32_t clt_sort_out_accepted(
    clt_tcp_socket *list, int32_t count, const bool *is_listening,
    clt_accepted_sockets *accepted) {
    int32_t others = 0;
    for (int32_t index = 0; index < count; index++) {
        clt_tcp_socket socket = list[index];
        if (socket.state == CLT_TCP_LISTEN)
            list[others++] = socket;
        else if (is_listening[socket.local_port])
            add(accepted, socket);
        else if (!is_listening[socket.remote_port] && socket.state != CLT_TCP_TIME_WAIT)
            list[others++] = socket;
    }
    return others;
}
