// The memory of a relay's links, and the heap of their deadlines.

#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "clt_relay_parts.h"

enum {
    CLT_MAX_LINKS = 32768,
    CLT_FLOW_SIZE = CLT_FLOW_BYTES + CLT_FLOW_MARKS * sizeof(clt_mark),
    /// The memory that a closed link may keep for the next one.
    CLT_KEPT_BYTES = 64 << 10,
};

bool clt_relay_links_open(clt_relay_loop *loop) {
    struct rlimit limit;
    // Two sockets a link, and a few for the relay itself.
    rlim_t links = getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur / 2 : 0;
    loop->capacity = links > CLT_MAX_LINKS ? CLT_MAX_LINKS : links < 16 ? 0 : (int32_t)links - 8;
    loop->free_links = loop->closed_links = -1;
    loop->links = clt_relay_map((size_t)loop->capacity * sizeof *loop->links);
    loop->deadlines = clt_relay_map((size_t)loop->capacity * sizeof *loop->deadlines);
    return loop->capacity > 0 && loop->links && loop->deadlines;
}

/// Both directions' buffers, mapped when a link is first used and kept for the next one.
static bool clt_link_map(clt_link *link) {
    char *memory = clt_relay_map(2 * CLT_FLOW_SIZE);
    if (!memory) return false;
    for (int direction = 0; direction < 2; direction++) {
        link->flows[direction].bytes = memory + direction * CLT_FLOW_SIZE;
        link->flows[direction].marks = (clt_mark *)(link->flows[direction].bytes + CLT_FLOW_BYTES);
    }
    link->is_mapped = true;
    return true;
}

clt_link *clt_relay_link_take(clt_relay_loop *loop) {
    int32_t index = loop->free_links;
    if (index < 0 && loop->used == loop->capacity) return NULL;
    clt_link *link = &loop->links[index < 0 ? loop->used : index];
    if (!link->is_mapped && !clt_link_map(link)) return NULL;
    if (index < 0) loop->used++;
    else loop->free_links = link->next_free;
    clt_link fresh = {.sockets = {-1, -1}, .is_open = true, .is_mapped = true};
    for (int direction = 0; direction < 2; direction++) {
        fresh.flows[direction].bytes = link->flows[direction].bytes;
        fresh.flows[direction].marks = link->flows[direction].marks;
    }
    fresh.place = -1;
    fresh.deadline = CLT_NEVER;
    fresh.number = loop->link_count++;
    *link = fresh;
    return link;
}

void clt_relay_link_release(clt_relay_loop *loop, clt_link *link) {
    for (int direction = 0; direction < 2; direction++) {
        clt_flow *flow = &link->flows[direction];
        if (flow->touched > CLT_KEPT_BYTES) madvise(flow->bytes, flow->touched, MADV_DONTNEED);
    }
    link->is_open = false;
    link->next_free = loop->closed_links;
    loop->closed_links = (int32_t)(link - loop->links);
}

void clt_relay_links_recycle(clt_relay_loop *loop) {
    while (loop->closed_links >= 0) {
        clt_link *link = &loop->links[loop->closed_links];
        int32_t index = loop->closed_links;
        loop->closed_links = link->next_free;
        link->next_free = loop->free_links;
        loop->free_links = index;
    }
}

static void clt_heap_put(clt_relay_loop *loop, int32_t place, int32_t index) {
    loop->deadlines[place] = index;
    loop->links[index].place = place;
}

static int64_t clt_heap_deadline(const clt_relay_loop *loop, int32_t place) {
    return loop->links[loop->deadlines[place]].deadline;
}

static void clt_heap_rise(clt_relay_loop *loop, int32_t place) {
    int32_t index = loop->deadlines[place];
    int64_t deadline = loop->links[index].deadline;
    while (place > 0 && clt_heap_deadline(loop, (place - 1) / 2) > deadline) {
        clt_heap_put(loop, place, loop->deadlines[(place - 1) / 2]);
        place = (place - 1) / 2;
    }
    clt_heap_put(loop, place, index);
}

static void clt_heap_sink(clt_relay_loop *loop, int32_t place) {
    int32_t index = loop->deadlines[place];
    int64_t deadline = loop->links[index].deadline;
    for (;;) {
        int32_t child = 2 * place + 1;
        if (child >= loop->deadline_count) break;
        if (child + 1 < loop->deadline_count &&
            clt_heap_deadline(loop, child + 1) < clt_heap_deadline(loop, child))
            child++;
        if (clt_heap_deadline(loop, child) >= deadline) break;
        clt_heap_put(loop, place, loop->deadlines[child]);
        place = child;
    }
    clt_heap_put(loop, place, index);
}

static void clt_heap_remove(clt_relay_loop *loop, clt_link *link) {
    int32_t place = link->place, last = --loop->deadline_count;
    link->place = -1;
    if (place == last) return;
    clt_heap_put(loop, place, loop->deadlines[last]);
    clt_heap_rise(loop, place);
    clt_heap_sink(loop, place);
}

void clt_relay_set_deadline(clt_relay_loop *loop, clt_link *link, int64_t deadline) {
    int64_t before = link->deadline;
    link->deadline = deadline;
    if (deadline == CLT_NEVER) {
        if (link->place >= 0) clt_heap_remove(loop, link);
    } else if (link->place < 0) {
        clt_heap_put(loop, loop->deadline_count, (int32_t)(link - loop->links));
        clt_heap_rise(loop, loop->deadline_count++);
    } else if (deadline < before) {
        clt_heap_rise(loop, link->place);
    } else if (deadline > before) {
        clt_heap_sink(loop, link->place);
    }
}

int64_t clt_relay_next_deadline(const clt_relay_loop *loop) {
    return loop->deadline_count > 0 ? clt_heap_deadline(loop, 0) : CLT_NEVER;
}

clt_link *clt_relay_due_link(clt_relay_loop *loop) {
    if (clt_relay_next_deadline(loop) > loop->now) return NULL;
    return &loop->links[loop->deadlines[0]];
}
