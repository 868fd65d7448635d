// Types that the parts of a relay share. All but the shared page belongs to the relay's process, in
// which nothing may allocate or lock: it is the fork of a process with threads.

#ifndef CLT_RELAY_PARTS_H
#define CLT_RELAY_PARTS_H

#include <stdatomic.h>
#include <stddef.h>

#include "clt_event_queue.h"
#include "clt_relay.h"

enum {
    /// The bytes that one direction of a connection can hold; memory is used only as far as it is
    /// touched.
    CLT_FLOW_BYTES = 4 << 20,
    /// The number of reads that one direction can tell apart.
    CLT_FLOW_MARKS = 1024,
    /// The bytes read and written at once.
    CLT_FLOW_PORTION = 64 << 10,
};

#define CLT_NEVER INT64_MAX

/// The memory that both processes see.
typedef struct clt_relay_shared {
    /// Odd while the maker writes.
    _Atomic uint32_t version;
    /// The last version in force for all connections, set by the relay.
    _Atomic uint32_t applied;
    bool is_down;
    int toxic_count;
    clt_toxic toxics[CLT_RELAY_TOXICS];
    int target_count;
    clt_address targets[CLT_RELAY_TARGETS];
    _Atomic int64_t accepted, open, refused, resets;
    /// Upstream, downstream.
    _Atomic int64_t bytes[2];
} clt_relay_shared;

/// The instant at which the bytes of one read may leave.
typedef struct clt_mark {
    int64_t due;
    /// Their end, counted from the first byte of the connection.
    uint64_t end;
} clt_mark;

typedef enum clt_ending { CLT_OPEN, CLT_ENDED, CLT_RESET } clt_ending;

/// The effects of the present toxics on one direction of one connection.
typedef struct clt_effects {
    /// The latencies, a bit for each toxic.
    uint32_t latencies;
    int64_t max_delay;
    /// Bytes a second, 0 for no limit.
    int64_t rate;
    /// 0 for no slicing.
    int64_t slice, slice_spread, slice_delay;
    int64_t slow_close;
    /// The bytes that may be held before reading pauses.
    int64_t room;
    /// Identifiers, 0 for none; their counts start when they are added.
    uint32_t limit, timeout;
    int64_t limit_end, timeout_at;
} clt_effects;

/// One direction of a connection: bytes read from one end and not yet written to the other.
typedef struct clt_flow {
    char *bytes;
    clt_mark *marks;
    /// Positions, counted from the first byte; `start` is that of the buffer's beginning.
    uint64_t start, read, sent;
    uint32_t first_mark, next_mark;
    int64_t last_due;
    /// Bytes that come earlier count as having come then.
    int64_t opens_at;
    /// The instant at which the last piece was due, and the piece that is under way.
    int64_t pace, piece_due;
    uint64_t piece_end;
    /// The size of the memory touched since it was last released.
    size_t touched;
    clt_ending ending;
    int64_t ending_due;
    /// Reading pauses.
    bool full;
    /// The receiver takes no more for now.
    bool blocked;
    /// The ending was passed on, or there is no receiver left.
    bool done;
    clt_effects effects;
} clt_flow;

/// A connection: its client's socket and its server's.
typedef struct clt_link {
    /// Client, server; -1 when closed.
    int sockets[2];
    uint8_t watched[2];
    bool is_open, is_connecting, is_mapped;
    uint8_t target, targets_tried;
    /// From the client, from the server.
    clt_flow flows[2];
    uint64_t number;
    int64_t accepted_at;
    uint32_t reset;
    int64_t reset_at;
    int64_t deadline;
    /// Its place among the deadlines, -1 for none.
    int32_t place;
    int32_t next_free;
} clt_link;

/// The relay as its process sees it.
typedef struct clt_relay_loop {
    clt_relay_shared *shared;
    int listener, lifeline, parent;
    clt_event_queue queue;
    uint8_t listener_watched;
    int64_t accepts_at;

    uint32_t version;
    bool is_down;
    int toxic_count;
    clt_toxic toxics[CLT_RELAY_TOXICS];
    uint8_t target;

    clt_link *links;
    /// A heap of links by deadline.
    int32_t *deadlines;
    int32_t capacity, used, deadline_count;
    /// Lists of links: free ones, and those that become free when this tick's events are done.
    int32_t free_links, closed_links;
    uint64_t link_count;
    uint64_t random;
    int64_t now;
} clt_relay_loop;

enum { CLT_TOKEN_LIFELINE = 1, CLT_TOKEN_LISTENER = 2, CLT_TOKEN_LINKS = 16 };

/// Runs the relay until its maker is gone. Never returns.
_Noreturn void clt_relay_run(clt_relay_loop *loop);

// The process: clt_relay_process.c
/// Makes a fresh fork a process of its own, with no descriptor but these two, whose numbers change.
void clt_relay_isolate(int *listener, int *lifeline);
bool clt_relay_nonblocking(int descriptor);
/// Accepts a connection that does not block, or returns -1.
int clt_relay_accept(int listener);
void *clt_relay_map(size_t size);

// The memory of links and their deadlines: clt_relay_links.c
bool clt_relay_links_open(clt_relay_loop *loop);
clt_link *clt_relay_link_take(clt_relay_loop *loop);
void clt_relay_link_release(clt_relay_loop *loop, clt_link *link);
void clt_relay_links_recycle(clt_relay_loop *loop);
void clt_relay_set_deadline(clt_relay_loop *loop, clt_link *link, int64_t deadline);
int64_t clt_relay_next_deadline(const clt_relay_loop *loop);
clt_link *clt_relay_due_link(clt_relay_loop *loop);

// Connections: clt_relay_link.c
void clt_relay_link_open(clt_relay_loop *loop, int client);
void clt_relay_link_event(clt_relay_loop *loop, clt_link *link, int side, const clt_event *event);
/// Performs due actions and determines the link's next one.
void clt_relay_link_step(clt_relay_loop *loop, clt_link *link);
void clt_relay_link_close(clt_relay_loop *loop, clt_link *link, bool resets);

// Directions: clt_relay_flow.c
/// Reads once from a flow's source.
void clt_relay_flow_read(clt_relay_loop *loop, clt_flow *flow, int source);
typedef enum clt_flow_state {
    CLT_FLOW_WAITS,
    /// The limit of bytes is reached.
    CLT_FLOW_SPENT,
    /// The receiver is gone.
    CLT_FLOW_BROKEN,
    /// All was written and the source has ended.
    CLT_FLOW_ENDED,
    /// All was written and the source was reset.
    CLT_FLOW_RESET,
} clt_flow_state;
/// Writes the bytes due. `next` becomes the instant of the next ones, CLT_NEVER when that depends
/// on others.
clt_flow_state clt_relay_flow_write(clt_relay_loop *loop, clt_flow *flow, int direction,
                                    int receiver, int64_t *next);
/// Notes that the source of a flow is gone.
void clt_relay_flow_break(clt_relay_loop *loop, clt_flow *flow);

// Toxics: clt_relay_toxics.c
/// Takes over the maker's changes; false when there are none.
bool clt_relay_adopt(clt_relay_loop *loop);
/// Computes the effects of the toxics on a link.
void clt_relay_apply(clt_relay_loop *loop, clt_link *link);
/// The delay of bytes that arrive now.
int64_t clt_relay_delay(clt_relay_loop *loop, const clt_flow *flow);
/// Any of -spread … spread.
int64_t clt_relay_vary(clt_relay_loop *loop, int64_t spread);

#endif
