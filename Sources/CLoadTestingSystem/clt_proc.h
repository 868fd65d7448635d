// Reading /proc. Safe in a signal handler, since the supervisor of a server reads it, too: no
// allocation, no locks, no standard I/O.

#ifndef CLT_PROC_H
#define CLT_PROC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The fields of /proc/ID/stat in use (proc(5)); times in ticks.
typedef struct {
    /// The name of its program, as the system cuts it.
    char name[64];
    int32_t parent, threads, exit_code;
    int64_t user_time, system_time, children_user_time, children_system_time;
    uint64_t start;
    /// Whether it is a zombie, or as good as one.
    bool has_ended;
} clt_proc_stat;

/// Reads /proc/ID/stat; false when there is no such process.
bool clt_proc_read_stat(int32_t process, clt_proc_stat *stat);

/// Room for the path of any file of a process that is read here.
enum { CLT_PROC_PATH = 64 };

/// Writes the path of a file of a process: `/proc/ID/part`.
void clt_proc_path(char path[CLT_PROC_PATH], int32_t process, const char *part);

/// Reads a file of a process as bytes; returns their number, or -1 with errno.
ssize_t clt_proc_read(int32_t process, const char *part, void *bytes, size_t capacity);

/// Reads a file of a process as text, as much as fits; false when it can't be read, or is empty.
bool clt_proc_read_text(int32_t process, const char *part, char *text, size_t capacity);

/// Takes an entry of an open folder.
typedef void clt_proc_entry(void *context, int folder, const char *name);

/// Iterates over the entries of a folder whose names are numbers; returns their number, or -1 with
/// errno. Without `take` they are only counted.
int32_t clt_proc_each(const char *path, clt_proc_entry *take, void *context);

/// The decimal number at the begin of a text, 0 for none.
int64_t clt_proc_number(const char *text);

#endif
