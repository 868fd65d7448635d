#include "clt_exchange_delays.h"

/// A shorter delay is not worth a system call, and below the system clock's accuracy.
enum { CLT_LONG_DELAY = 5000000 };

/// The error of the system's clock: one of its ticks, at 250 a second.
enum { CLT_CLOCK_TICK = 4000000 };

void clt_exchange_note_delay_of_connect(clt_exchange *exchange, int64_t now) {
    if (exchange->attention)
        exchange->delays.absent_at_connect = clt_attention_absent(exchange->attention, now);
}

/// On a kept connection nothing else delays the first write; a new one waits for the peer, and for
/// the loop to notice its answer: once for TCP, several times for TLS.
static int64_t clt_delay_of_first_write(const clt_exchange *exchange, int64_t now,
                                        int64_t connecting_since) {
    if (connecting_since == 0) return now - exchange->delays.until;
    int64_t before = connecting_since - exchange->delays.until;
    curl_off_t agreed = 0;
    if (exchange->easy)
        curl_easy_getinfo(exchange->easy, CURLINFO_APPCONNECT_TIME_T, &agreed);
    if (agreed == 0)
        return before + clt_attention_delay(exchange->attention, connecting_since, now);
    return before + clt_attention_absent(exchange->attention, now) -
           exchange->delays.absent_at_connect;
}

void clt_exchange_note_delay_of_write(clt_exchange *exchange, int64_t now,
                                      int64_t connecting_since) {
    if (!exchange->attention) return;
    clt_delays *delays = &exchange->delays;
    if (exchange->phases.first_write == 0)
        delays->before_write = clt_delay_of_first_write(exchange, now, connecting_since);
    else
        delays->after_write += clt_attention_delay(exchange->attention, delays->until, now);
    delays->until = now;
}

/// The number of exchanges whose ends are noticed behind one whose arrival was asked for.
enum { CLT_ARRIVALS_BEHIND = 15 };

/// The delay by the system's time of arrival, which a short delay is not worth asking for.
///
/// Sockets that tell of arrivals do so in their order: bytes that are noticed later in a tick came
/// later, too.
static int64_t clt_delay_of_arrival(clt_exchange *exchange, int descriptor, int64_t delay,
                                    int64_t now) {
    clt_attention *attention = exchange->attention;
    if (exchange->ends_in_order && attention->arrivals_left > 0) {
        attention->arrivals_left--;
        int64_t age = now - attention->arrival;
        return age < delay ? age : delay;
    }
    int64_t age = clt_last_received_nanoseconds(descriptor);
    if (age < 0) return delay;
    age += CLT_CLOCK_TICK;
    if (exchange->ends_in_order) {
        attention->arrival = now - age;
        attention->arrivals_left = CLT_ARRIVALS_BEHIND;
    }
    return age < delay ? age : delay;
}

/// The end of an exchange is noticed with its last bytes, whose time of arrival the system knows.
void clt_exchange_note_end(clt_exchange *exchange, int64_t now) {
    if (!exchange->attention) return;
    clt_delays *delays = &exchange->delays;
    int64_t delay = clt_attention_delay(exchange->attention, delays->until, now);
    const clt_share *share = exchange->share;
    if (delay > CLT_LONG_DELAY && exchange->received > 0 && share && share->open_count == 1)
        delay = clt_delay_of_arrival(exchange, share->open[0], delay, now);
    if (exchange->phases.first_write > 0)
        delays->after_write += delay;
    else
        delays->before_write += delay;
    delays->until = now;
}
