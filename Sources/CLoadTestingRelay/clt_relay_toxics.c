// The effects of toxics on a connection.

#include <string.h>

#include "clt_relay_parts.h"

bool clt_relay_adopt(clt_relay_loop *loop) {
    clt_relay_shared *shared = loop->shared;
    uint32_t version = atomic_load(&shared->version);
    // The maker is writing: it signals when it is done.
    if (version == loop->version || version % 2 == 1) return false;
    clt_toxic toxics[CLT_RELAY_TOXICS];
    memcpy(toxics, shared->toxics, sizeof toxics);
    int count = shared->toxic_count;
    bool is_down = shared->is_down;
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load(&shared->version) != version) return false;
    memcpy(loop->toxics, toxics, sizeof toxics);
    loop->toxic_count = count;
    loop->is_down = is_down;
    loop->version = version;
    return true;
}

static uint64_t clt_mix(uint64_t value) {
    value += 0x9e3779b97f4a7c15;
    value = (value ^ value >> 30) * 0xbf58476d1ce4e5b9;
    value = (value ^ value >> 27) * 0x94d049bb133111eb;
    return value ^ value >> 31;
}

/// Whether a toxic concerns a connection: drawn once, whatever else changes.
static bool clt_concerns(const clt_toxic *toxic, const clt_link *link) {
    uint64_t draw = clt_mix(clt_mix(link->number) ^ toxic->identifier);
    return toxic->share >= 1 || (double)(draw >> 11) * 0x1p-53 < toxic->share;
}

/// Counts of a toxic start when it is added; a change of other toxics leaves them alone.
static void clt_apply_ending(clt_relay_loop *loop, clt_effects *effects, const clt_flow *flow,
                             const clt_toxic *toxic) {
    const clt_effects *before = &flow->effects;
    if (toxic->kind == CLT_TOXIC_LIMIT && effects->limit == 0) {
        bool stays = before->limit == toxic->identifier;
        effects->limit = toxic->identifier;
        effects->limit_end = stays ? before->limit_end : (int64_t)flow->sent + toxic->amount;
    }
    if (toxic->kind == CLT_TOXIC_TIMEOUT && effects->timeout == 0) {
        bool stays = before->timeout == toxic->identifier;
        int64_t at = toxic->time == 0 ? CLT_NEVER : loop->now + toxic->time;
        effects->timeout = toxic->identifier;
        effects->timeout_at = stays ? before->timeout_at : at;
    }
}

static void clt_apply_toxic(clt_effects *effects, const clt_toxic *toxic, int index) {
    switch (toxic->kind) {
    case CLT_TOXIC_LATENCY:
        effects->latencies |= 1u << index;
        effects->max_delay += toxic->time + toxic->spread;
        break;
    case CLT_TOXIC_BANDWIDTH:
        if (effects->rate == 0 || toxic->amount < effects->rate) effects->rate = toxic->amount;
        break;
    case CLT_TOXIC_SLICER:
        effects->slice = toxic->amount;
        effects->slice_spread = toxic->spread;
        effects->slice_delay = toxic->time;
        break;
    case CLT_TOXIC_SLOW_CLOSE: effects->slow_close += toxic->time; break;
    default: break;
    }
}

/// The bytes on their way at this rate and delay, and some more to keep both ends busy.
static int64_t clt_room(const clt_effects *effects) {
    enum { min = 256 << 10, max = CLT_FLOW_BYTES };
    if (effects->rate == 0) return effects->max_delay > 0 ? max : min;
    double in_flight = (double)effects->rate * (double)effects->max_delay / 1e9;
    return in_flight * 2 + min > max ? max : min + (int64_t)(in_flight * 2);
}

static void clt_apply_flow(clt_relay_loop *loop, clt_link *link, int direction) {
    clt_flow *flow = &link->flows[direction];
    clt_effects effects = {.timeout_at = CLT_NEVER};
    for (int index = 0; index < loop->toxic_count; index++) {
        const clt_toxic *toxic = &loop->toxics[index];
        if (!(toxic->directions & 1 << direction) || !clt_concerns(toxic, link)) continue;
        clt_apply_toxic(&effects, toxic, index);
        clt_apply_ending(loop, &effects, flow, toxic);
    }
    effects.room = clt_room(&effects);
    flow->effects = effects;
    // A piece was cut for toxics that may be gone.
    flow->piece_end = flow->sent;
    if (flow->pace > loop->now) flow->pace = loop->now;
}

/// A reset concerns both directions; set-up only a connection that is new.
static void clt_apply_link(clt_relay_loop *loop, clt_link *link) {
    uint32_t before = link->reset;
    link->reset = 0;
    for (int index = 0; index < loop->toxic_count; index++) {
        const clt_toxic *toxic = &loop->toxics[index];
        if (!clt_concerns(toxic, link)) continue;
        if (toxic->kind == CLT_TOXIC_RESET && link->reset == 0) {
            link->reset = toxic->identifier;
            if (before != toxic->identifier) link->reset_at = loop->now + toxic->time;
        }
        if (toxic->kind == CLT_TOXIC_SET_UP && link->accepted_at == loop->now) {
            // The server sees the connection half a round trip after its client does.
            link->flows[0].opens_at = link->accepted_at + toxic->time;
            link->flows[1].opens_at = link->accepted_at + toxic->time + toxic->time / 2;
        }
    }
    if (link->reset == 0) link->reset_at = CLT_NEVER;
}

void clt_relay_apply(clt_relay_loop *loop, clt_link *link) {
    clt_apply_flow(loop, link, 0);
    clt_apply_flow(loop, link, 1);
    clt_apply_link(loop, link);
}

int64_t clt_relay_vary(clt_relay_loop *loop, int64_t spread) {
    if (spread <= 0) return 0;
    loop->random = clt_mix(loop->random);
    double draw = (double)(loop->random >> 11) * 0x1p-53;
    return (int64_t)((draw * 2 - 1) * (double)spread);
}

int64_t clt_relay_delay(clt_relay_loop *loop, const clt_flow *flow) {
    int64_t delay = 0;
    for (uint32_t left = flow->effects.latencies; left != 0; left &= left - 1) {
        const clt_toxic *toxic = &loop->toxics[__builtin_ctz(left)];
        delay += toxic->time + clt_relay_vary(loop, toxic->spread);
    }
    return delay;
}
