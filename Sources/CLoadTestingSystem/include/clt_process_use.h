// The resources that a process uses, read from the system: /proc on Linux, libproc on macOS.

#ifndef CLT_PROCESS_USE_H
#define CLT_PROCESS_USE_H

#include <stdbool.h>
#include <stdint.h>

/// The resources of a process. Times are since it started.
typedef struct {
    int32_t identifier;
    int32_t parent;
    /// The start, in a unit of the system: tells it from a later process of its identifier.
    uint64_t start;
    bool has_ended;
    /// Whether it ignores SIGCHLD: its children's use is then lost when they end.
    bool ignores_children;
    char name[64];
    int64_t user_nanoseconds;
    int64_t system_nanoseconds;
    /// Of children that have ended and were waited for, with theirs.
    int64_t children_user_nanoseconds;
    int64_t children_system_nanoseconds;
    int64_t resident_bytes;
    int64_t peak_resident_bytes;
    /// -1 where the system does not say.
    int64_t swapped_bytes;
    int32_t threads;
    /// Of all its threads together; -1 where they were not read, or the system does not say.
    int64_t voluntary_switches;
    int64_t involuntary_switches;
    /// From and to storage; -1 where it is not ours to read.
    int64_t read_bytes;
    int64_t written_bytes;
    /// -1 where they were not counted, or are not ours to read.
    int32_t open_files;
} clt_process_use;

/// Reads the use of a process, at the same cost however many threads and files it has: more
/// expensive values are missing. False when there is no such process.
bool clt_read_process_use(int32_t process, clt_process_use *_Nonnull use);

/// Reads the context switches of all threads of a process, each of which costs some microseconds.
void clt_read_switches(clt_process_use *_Nonnull use);

/// Counts the open files of a process one by one, where the system does not tell their number.
void clt_count_open_files(clt_process_use *_Nonnull use);

/// The limit of files that a process may have open; -1 where it is not ours to read.
int64_t clt_open_file_limit(int32_t process);

#endif
