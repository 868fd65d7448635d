// The threads of a process, read from the system: their states and their processor time.

#ifndef CLT_THREADS_H
#define CLT_THREADS_H

#include <stdbool.h>
#include <stdint.h>

/// The state of a thread, by the system call that it waits in.
enum {
    /// Running, or ready to run.
    CLT_THREAD_RUNNING = 0,
    /// It waits for storage.
    CLT_THREAD_DISK = 1,
    /// It waits for a lock, without a limit of time.
    CLT_THREAD_LOCK = 2,
    /// It waits for a lock for a limited time, as for an interpreter's.
    CLT_THREAD_TIMED_LOCK = 3,
    CLT_THREAD_SLEEP = 4,
    /// It waits for events of several descriptors.
    CLT_THREAD_POLL = 5,
    /// It waits for one descriptor.
    CLT_THREAD_SOCKET = 6,
    CLT_THREAD_ACCEPT = 7,
    CLT_THREAD_OTHER = 8,
    /// It is not ours to read.
    CLT_THREAD_UNKNOWN = 9,
};

/// A thread of a process. Times are since it started.
typedef struct {
    int32_t identifier;
    int32_t state;
    /// The lock that it waits for, as a number; 0 where it waits for none.
    uint64_t lock;
    int64_t ran_nanoseconds;
    /// The time that it was ready to run and had no processor.
    int64_t waited_nanoseconds;
    /// The number of times that it was given a processor.
    int64_t turns;
} clt_thread;

/// The threads of a process, each of which costs some microseconds. The list is the caller's to
/// free; the number is -1 where there is no such process, or the system does not say.
int32_t clt_threads_of(int32_t process, clt_thread *_Nullable *_Nonnull list);

#endif
