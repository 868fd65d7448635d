// One connection: its two sockets and their events.

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_relay_parts.h"

static void clt_count(_Atomic int64_t *counter, int64_t by) {
    atomic_fetch_add_explicit(counter, by, memory_order_relaxed);
}

static void clt_close_socket(clt_link *link, int side, bool resets) {
    if (link->sockets[side] < 0) return;
    if (resets) {
        struct linger at_once = {.l_onoff = 1, .l_linger = 0};
        setsockopt(link->sockets[side], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    }
    // Closing ends the watch, too: no other process holds the socket.
    close(link->sockets[side]);
    link->sockets[side] = -1;
    link->watched[side] = CLT_NOTHING;
}

void clt_relay_link_close(clt_relay_loop *loop, clt_link *link, bool resets) {
    if (!link->is_open) return;
    clt_close_socket(link, 0, resets);
    clt_close_socket(link, 1, resets);
    clt_relay_set_deadline(loop, link, CLT_NEVER);
    clt_count(&loop->shared->open, -1);
    clt_relay_link_release(loop, link);
}

static void clt_watch(clt_relay_loop *loop, clt_link *link, int side, int interest) {
    if (link->sockets[side] < 0 || link->watched[side] == interest) return;
    clt_token token = CLT_TOKEN_LINKS + (clt_token)(link - loop->links) * 2 + (clt_token)side;
    clt_event_queue_change(
        &loop->queue, link->sockets[side], link->watched[side], interest, token);
    link->watched[side] = (uint8_t)interest;
}

static void clt_send_at_once(int socket) {
    int on = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

/// Begins to connect to one of the targets; the one that answered last comes first.
static bool clt_link_try(clt_relay_loop *loop, clt_link *link) {
    const clt_address *target = &loop->shared->targets[link->target];
    int server = socket(target->storage.ss_family, SOCK_STREAM, 0);
    if (server < 0) return false;
    link->sockets[1] = server;
    clt_send_at_once(server);
    bool begun = clt_relay_nonblocking(server) &&
                 (connect(server, (const struct sockaddr *)&target->storage, target->length) == 0 ||
                  errno == EINPROGRESS);
    if (begun) link->is_connecting = true;
    else clt_close_socket(link, 1, false);
    return begun;
}

static void clt_link_connect(clt_relay_loop *loop, clt_link *link) {
    int count = loop->shared->target_count;
    while (link->targets_tried < count) {
        link->target = (uint8_t)((loop->target + link->targets_tried++) % count);
        if (clt_link_try(loop, link)) return;
    }
    clt_count(&loop->shared->refused, 1);
    clt_relay_link_close(loop, link, true);
}

static void clt_link_connected(clt_relay_loop *loop, clt_link *link) {
    int error = 0;
    socklen_t length = sizeof error;
    getsockopt(link->sockets[1], SOL_SOCKET, SO_ERROR, &error, &length);
    link->is_connecting = false;
    if (error == 0) {
        loop->target = link->target;
        return;
    }
    clt_close_socket(link, 1, false);
    clt_link_connect(loop, link);
}

void clt_relay_link_open(clt_relay_loop *loop, int client) {
    clt_link *link = clt_relay_link_take(loop);
    if (!link) {
        close(client);
        return;
    }
    clt_count(&loop->shared->accepted, 1);
    clt_count(&loop->shared->open, 1);
    clt_send_at_once(client);
    link->sockets[0] = client;
    link->accepted_at = loop->now;
    clt_relay_apply(loop, link);
    clt_link_connect(loop, link);
    clt_relay_link_step(loop, link);
}

static void clt_link_reset(clt_relay_loop *loop, clt_link *link) {
    clt_count(&loop->shared->resets, 1);
    clt_relay_link_close(loop, link, true);
}

/// Writes the bytes due in one direction. False when the link is closed.
static bool clt_link_pass(clt_relay_loop *loop, clt_link *link, int direction, int64_t *next) {
    int receiver = link->sockets[1 - direction];
    *next = CLT_NEVER;
    if (direction == 0 && link->is_connecting) return true;
    switch (clt_relay_flow_write(loop, &link->flows[direction], direction, receiver, next)) {
    case CLT_FLOW_WAITS: return true;
    case CLT_FLOW_SPENT: clt_relay_link_close(loop, link, false); return false;
    case CLT_FLOW_RESET: clt_link_reset(loop, link); return false;
    case CLT_FLOW_ENDED: shutdown(receiver, SHUT_WR); return true;
    case CLT_FLOW_BROKEN:
        // The ending is delayed like all bytes from here.
        link->flows[direction].done = true;
        clt_relay_flow_break(loop, &link->flows[1 - direction]);
        return true;
    }
    return true;
}

static void clt_link_watch(clt_relay_loop *loop, clt_link *link) {
    for (int side = 0; side < 2; side++) {
        const clt_flow *from = &link->flows[side], *to = &link->flows[1 - side];
        bool connecting = side == 1 && link->is_connecting;
        bool reads = from->ending == CLT_OPEN && !from->done && !from->full && !connecting;
        bool writes = connecting || (to->blocked && !to->done);
        clt_watch(loop, link, side, (reads ? CLT_READ : 0) | (writes ? CLT_WRITE : 0));
    }
}

/// The earliest instant at which the link acts; false when it is closed.
static bool clt_link_act(clt_relay_loop *loop, clt_link *link, int64_t *earliest) {
    *earliest = link->reset_at;
    if (link->reset_at <= loop->now) {
        clt_link_reset(loop, link);
        return false;
    }
    for (int direction = 0; direction < 2; direction++) {
        int64_t at = link->flows[direction].effects.timeout_at;
        if (at <= loop->now) {
            clt_relay_link_close(loop, link, false);
            return false;
        }
        if (at < *earliest) *earliest = at;
    }
    return true;
}

void clt_relay_link_step(clt_relay_loop *loop, clt_link *link) {
    int64_t earliest, up, down;
    if (!link->is_open || !clt_link_act(loop, link, &earliest)) return;
    // From the server first: its outcome may end the other direction.
    if (!clt_link_pass(loop, link, 1, &down) || !clt_link_pass(loop, link, 0, &up)) return;
    if (link->flows[1].ending == CLT_RESET && !link->flows[1].done &&
        !clt_link_pass(loop, link, 1, &down))
        return;
    if (link->flows[0].done && link->flows[1].done) {
        clt_relay_link_close(loop, link, false);
        return;
    }
    clt_link_watch(loop, link);
    earliest = up < earliest ? up : earliest;
    clt_relay_set_deadline(loop, link, down < earliest ? down : earliest);
}

void clt_relay_link_event(clt_relay_loop *loop, clt_link *link, int side, const clt_event *event) {
    if (!link->is_open || link->sockets[side] < 0) return;
    if (side == 1 && link->is_connecting) {
        clt_link_connected(loop, link);
    } else {
        if (event->writable || event->failed) link->flows[1 - side].blocked = false;
        if (event->readable || event->failed)
            clt_relay_flow_read(loop, &link->flows[side], link->sockets[side]);
    }
    clt_relay_link_step(loop, link);
}
