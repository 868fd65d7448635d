// One direction of a connection: read, hold until due, write.

#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include "clt_clock.h"
#include "clt_relay_parts.h"

static uint64_t clt_held(const clt_flow *flow) { return flow->read - flow->sent; }

static uint32_t clt_marks_held(const clt_flow *flow) { return flow->next_mark - flow->first_mark; }

static clt_mark *clt_mark_at(const clt_flow *flow, uint32_t index) {
    return &flow->marks[index % CLT_FLOW_MARKS];
}

static size_t clt_place(const clt_flow *flow, uint64_t position) {
    return (size_t)((position - flow->start) % CLT_FLOW_BYTES);
}

/// The instant at which bytes that arrive now leave: after their delay and all earlier bytes.
static int64_t clt_flow_due(clt_relay_loop *loop, clt_flow *flow) {
    int64_t arrived = flow->opens_at > loop->now ? flow->opens_at : loop->now;
    int64_t due = arrived + clt_relay_delay(loop, flow);
    if (due > flow->last_due) flow->last_due = due;
    return flow->last_due;
}

static void clt_flow_mark(clt_relay_loop *loop, clt_flow *flow) {
    int64_t due = clt_flow_due(loop, flow);
    if (clt_marks_held(flow) > 0) {
        clt_mark *last = clt_mark_at(flow, flow->next_mark - 1);
        // Late bytes need not be told apart.
        if (last->due == due || (due <= loop->now && last->due <= loop->now)) {
            last->end = flow->read;
            return;
        }
    }
    *clt_mark_at(flow, flow->next_mark++) = (clt_mark){.due = due, .end = flow->read};
}

/// Reading pauses when there is no room and resumes when half of it is free: at a low rate, pausing
/// for each piece would cost more than the piece.
static void clt_flow_check_room(clt_flow *flow) {
    uint64_t room = (uint64_t)flow->effects.room;
    uint32_t marks = clt_marks_held(flow);
    if (clt_held(flow) >= room || marks >= CLT_FLOW_MARKS) flow->full = true;
    else if (clt_held(flow) <= room / 2 && marks <= CLT_FLOW_MARKS / 2) flow->full = false;
}

static void clt_flow_end(clt_relay_loop *loop, clt_flow *flow, clt_ending ending) {
    flow->ending = ending;
    flow->ending_due = clt_flow_due(loop, flow) + flow->effects.slow_close;
}

void clt_relay_flow_break(clt_relay_loop *loop, clt_flow *flow) {
    if (flow->ending == CLT_RESET) return;
    flow->done = false;
    clt_flow_end(loop, flow, CLT_RESET);
    flow->ending_due -= flow->effects.slow_close;
}

void clt_relay_flow_read(clt_relay_loop *loop, clt_flow *flow, int source) {
    if (flow->ending != CLT_OPEN || flow->done || flow->full) return;
    size_t room = CLT_FLOW_BYTES - (size_t)clt_held(flow);
    if (room > CLT_FLOW_PORTION) room = CLT_FLOW_PORTION;
    size_t place = clt_place(flow, flow->read), straight = CLT_FLOW_BYTES - place;
    if (straight > room) straight = room;
    struct iovec parts[2] = {{flow->bytes + place, straight}, {flow->bytes, room - straight}};
    ssize_t count = readv(source, parts, straight == room ? 1 : 2);
    if (count == 0) clt_flow_end(loop, flow, CLT_ENDED);
    if (count < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR)
        clt_relay_flow_break(loop, flow);
    if (count <= 0) return;
    // They may have been sent after the tick began, where this thread got no processor for a while:
    // counted from its beginning they would leave too early.
    loop->now = clt_monotonic_nanoseconds();
    size_t top = place + (size_t)count;
    if (top > flow->touched) flow->touched = top > CLT_FLOW_BYTES ? CLT_FLOW_BYTES : top;
    flow->read += (uint64_t)count;
    clt_flow_mark(loop, flow);
    clt_flow_check_room(flow);
}

/// Counts the bytes that are due, and finds when the first of them were.
static uint64_t clt_flow_available(clt_relay_loop *loop, clt_flow *flow, int64_t *since) {
    uint64_t end = flow->sent;
    while (clt_marks_held(flow) > 0 && clt_mark_at(flow, flow->first_mark)->end <= flow->sent)
        flow->first_mark++;
    *since = clt_mark_at(flow, flow->first_mark)->due;
    for (uint32_t index = flow->first_mark; index != flow->next_mark; index++) {
        const clt_mark *mark = clt_mark_at(flow, index);
        if (mark->due > loop->now) break;
        end = mark->end;
    }
    return end - flow->sent;
}

/// Cuts the next piece from the bytes that are due. It leaves when a line of this rate, or the
/// slicer, would have passed on all of it; that time follows from the previous piece, so being late
/// does not slow the line.
static void clt_flow_cut(clt_relay_loop *loop, clt_flow *flow, uint64_t available, int64_t since) {
    enum { quantum = 4000000, catch_up = 100000000 };
    const clt_effects *effects = &flow->effects;
    int64_t size = (int64_t)available, base = flow->pace > since ? flow->pace : since;
    if (base < loop->now - catch_up) base = loop->now - catch_up;
    if (effects->slice > 0) {
        int64_t slice = effects->slice + clt_relay_vary(loop, effects->slice_spread);
        if (slice < size) size = slice < 1 ? 1 : slice;
        base += effects->slice_delay;
    }
    if (effects->rate > 0) {
        int64_t piece = (int64_t)((double)effects->rate * quantum / 1e9);
        // The payload of an Ethernet packet: smaller pieces cost more and show nothing.
        if (piece < 1460) piece = 1460;
        if (piece < size) size = piece;
        base += (int64_t)((double)size * 1e9 / (double)effects->rate);
    }
    flow->pace = flow->piece_due = base;
    flow->piece_end = flow->sent + (uint64_t)size;
}

/// The bytes that may be written now: 0 for none, and then `next` is the next instant.
static uint64_t clt_flow_allowed(clt_relay_loop *loop, clt_flow *flow, int64_t *next) {
    int64_t since;
    uint64_t allowed = clt_flow_available(loop, flow, &since);
    if (allowed == 0) {
        *next = since;
        return 0;
    }
    if (flow->effects.rate > 0 || flow->effects.slice > 0) {
        if (flow->piece_end <= flow->sent) clt_flow_cut(loop, flow, allowed, since);
        if (flow->piece_due > loop->now) {
            *next = flow->piece_due;
            return 0;
        }
        allowed = flow->piece_end - flow->sent;
    }
    uint64_t straight = CLT_FLOW_BYTES - clt_place(flow, flow->sent);
    return allowed < straight ? allowed : straight;
}

/// The bytes that may pass until the connection is closed for them.
static uint64_t clt_flow_allowance(const clt_flow *flow) {
    if (flow->effects.limit == 0) return UINT64_MAX;
    uint64_t end = (uint64_t)flow->effects.limit_end;
    return end > flow->sent ? end - flow->sent : 0;
}

static clt_flow_state clt_flow_after_last(clt_relay_loop *loop, clt_flow *flow, int64_t *next) {
    // From the beginning again, so that short messages touch little memory.
    flow->start = flow->sent;
    if (flow->ending == CLT_OPEN || flow->done) return CLT_FLOW_WAITS;
    if (flow->ending_due > loop->now) {
        *next = flow->ending_due;
        return CLT_FLOW_WAITS;
    }
    flow->done = true;
    return flow->ending == CLT_RESET ? CLT_FLOW_RESET : CLT_FLOW_ENDED;
}

clt_flow_state clt_relay_flow_write(clt_relay_loop *loop, clt_flow *flow, int direction,
                                    int receiver, int64_t *next) {
    int flags = 0;
#if defined(__linux__)
    flags = MSG_NOSIGNAL;
#endif
    *next = CLT_NEVER;
    if (flow->effects.timeout != 0 || flow->done) return CLT_FLOW_WAITS;
    while (clt_held(flow) > 0 && clt_flow_allowance(flow) > 0) {
        if (flow->blocked) return CLT_FLOW_WAITS;
        uint64_t size = clt_flow_allowed(loop, flow, next);
        if (size == 0) return CLT_FLOW_WAITS;
        if (size > clt_flow_allowance(flow)) size = clt_flow_allowance(flow);
        const char *bytes = flow->bytes + clt_place(flow, flow->sent);
        ssize_t count = send(receiver, bytes, (size_t)size, flags);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
            flow->blocked = true;
            return CLT_FLOW_WAITS;
        }
        if (count < 0) return CLT_FLOW_BROKEN;
        flow->sent += (uint64_t)count;
        atomic_fetch_add_explicit(&loop->shared->bytes[direction], count, memory_order_relaxed);
        clt_flow_check_room(flow);
    }
    if (clt_flow_allowance(flow) == 0) return CLT_FLOW_SPENT;
    return clt_flow_after_last(loop, flow, next);
}
