// Clocks in integer nanoseconds.

#ifndef CLT_CLOCK_H
#define CLT_CLOCK_H

#include <stdint.h>
#include <time.h>

static inline int64_t clt_clock_read(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/// The monotonic clock. Provided because clock_gettime's out-parameter costs Swift's debug builds
/// more than the call itself.
static inline int64_t clt_monotonic_nanoseconds(void) { return clt_clock_read(CLOCK_MONOTONIC); }

/// The wall clock, nanoseconds since 1970.
static inline int64_t clt_wall_nanoseconds(void) { return clt_clock_read(CLOCK_REALTIME); }

/// The time that the machine has been asleep since it started, as far as the system says.
static inline int64_t clt_suspended_nanoseconds(void) {
#if defined(__linux__)
    return clt_clock_read(CLOCK_BOOTTIME) - clt_clock_read(CLOCK_MONOTONIC);
#elif defined(__APPLE__)
    return clt_clock_read(CLOCK_MONOTONIC_RAW) - clt_clock_read(CLOCK_UPTIME_RAW);
#else
    return 0;
#endif
}

/// Processor time that the calling thread has used.
static inline int64_t clt_thread_cpu_nanoseconds(void) {
    return clt_clock_read(CLOCK_THREAD_CPUTIME_ID);
}

/// A file from which clt_run_queue_nanoseconds reads the calling thread's wait, or -1 where the
/// system does not say.
int clt_run_queue_open(void);

void clt_run_queue_close(int file);

/// The time that the thread was ready to run and had no processor, or -1.
int64_t clt_run_queue_nanoseconds(int file);

#endif
