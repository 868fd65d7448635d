// The loop of a relay's process.

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_clock.h"
#include "clt_relay_parts.h"

enum {
    /// The period of checks whether its maker lives, in case another living process has inherited
    /// the lifeline.
    CLT_CHECK_PERIOD = 1000000000,
    CLT_ACCEPT_BACKOFF = 50000000,
};

static void clt_listener_watch(clt_relay_loop *loop, int interest) {
    if (loop->listener_watched == interest) return;
    clt_event_queue_change(&loop->queue, loop->listener, loop->listener_watched, interest,
                       CLT_TOKEN_LISTENER);
    loop->listener_watched = (uint8_t)interest;
}

/// Accepts connections; those of a relay that is down are reset, if the system does not refuse
/// them.
static void clt_accept_all(clt_relay_loop *loop) {
    // The event may be older than the end of the watch.
    if (loop->listener_watched == CLT_NOTHING) return;
    for (int count = 0; count < 64; count++) {
        bool is_full = loop->used == loop->capacity && loop->free_links < 0;
        int client = is_full ? -1 : clt_relay_accept(loop->listener);
        if (client < 0) {
            if (!is_full && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
            if (!is_full && (errno == ECONNABORTED || errno == EINTR)) continue;
            // No descriptors, memory or links: those that wait are taken when there are some.
            clt_listener_watch(loop, CLT_NOTHING);
            loop->accepts_at = loop->now + CLT_ACCEPT_BACKOFF;
            return;
        }
        if (loop->is_down) {
            struct linger at_once = {.l_onoff = 1, .l_linger = 0};
            setsockopt(client, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
            close(client);
        } else {
            clt_relay_link_open(loop, client);
        }
    }
}

static void clt_close_all(clt_relay_loop *loop) {
    for (int32_t index = 0; index < loop->used; index++)
        clt_relay_link_close(loop, &loop->links[index], false);
}

/// Stops listening and keeps the port, where the system can (Linux).
static void clt_go_down(clt_relay_loop *loop) {
    clt_listener_watch(loop, CLT_NOTHING);
    loop->accepts_at = CLT_NEVER;
    if (shutdown(loop->listener, SHUT_RD) != 0) clt_listener_watch(loop, CLT_READ);
    clt_close_all(loop);
}

static void clt_go_up(clt_relay_loop *loop) {
    listen(loop->listener, 4096);
    clt_listener_watch(loop, CLT_READ);
}

/// Tells the maker that its changes are in force.
static void clt_acknowledge(clt_relay_loop *loop) {
    atomic_store(&loop->shared->applied, loop->version);
    (void)!write(loop->lifeline, "", 1);
}

static void clt_change(clt_relay_loop *loop) {
    bool was_down = loop->is_down;
    if (!clt_relay_adopt(loop)) return;
    if (loop->is_down && !was_down) clt_go_down(loop);
    if (!loop->is_down && was_down) clt_go_up(loop);
    for (int32_t index = 0; index < loop->used; index++) {
        clt_link *link = &loop->links[index];
        if (!link->is_open) continue;
        clt_relay_apply(loop, link);
        clt_relay_link_step(loop, link);
    }
    clt_acknowledge(loop);
}

/// A byte signals a change; the end means that the maker is gone.
static void clt_read_signals(clt_relay_loop *loop) {
    char rings[256];
    ssize_t count = read(loop->lifeline, rings, sizeof rings);
    bool is_over = count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR);
    if (is_over) _exit(0);
}

static int64_t clt_wait_time(const clt_relay_loop *loop) {
    int64_t until = loop->now + CLT_CHECK_PERIOD;
    int64_t next = clt_relay_next_deadline(loop);
    if (next < until) until = next;
    if (loop->accepts_at < until) until = loop->accepts_at;
    return until > loop->now ? until - loop->now : 0;
}

static void clt_handle(clt_relay_loop *loop, const clt_event *event) {
    if (event->token == CLT_TOKEN_LISTENER) {
        clt_accept_all(loop);
    } else if (event->token >= CLT_TOKEN_LINKS) {
        clt_token place = event->token - CLT_TOKEN_LINKS;
        clt_relay_link_event(loop, &loop->links[place / 2], (int)(place % 2), event);
    }
}

static void clt_tick(clt_relay_loop *loop) {
    enum { batch = 256 };
    clt_event events[batch];
    loop->now = clt_monotonic_nanoseconds();
    int count = clt_event_queue_wait(&loop->queue, events, batch, clt_wait_time(loop));
    loop->now = clt_monotonic_nanoseconds();
    if (count == 0 && getppid() != loop->parent) _exit(0);
    // Signals are read before the changes they announce: a later one wakes the loop again.
    for (int index = 0; index < count; index++)
        if (events[index].token == CLT_TOKEN_LIFELINE) clt_read_signals(loop);
    clt_change(loop);
    for (int index = 0; index < count; index++) clt_handle(loop, &events[index]);
    for (clt_link *link; (link = clt_relay_due_link(loop));) clt_relay_link_step(loop, link);
    clt_relay_links_recycle(loop);
    if (loop->accepts_at <= loop->now) {
        loop->accepts_at = CLT_NEVER;
        clt_listener_watch(loop, CLT_READ);
    }
}

void clt_relay_run(clt_relay_loop *loop) {
    loop->accepts_at = CLT_NEVER;
    loop->random = 0x5eed;
    if (!clt_event_queue_open(&loop->queue) || !clt_relay_links_open(loop)) _exit(1);
    clt_relay_adopt(loop);
    clt_listener_watch(loop, CLT_READ);
    clt_event_queue_change(
        &loop->queue, loop->lifeline, CLT_NOTHING, CLT_READ, CLT_TOKEN_LIFELINE);
    clt_acknowledge(loop);
    for (;;) clt_tick(loop);
}
