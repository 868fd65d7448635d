// The processes of the machine, read from the system: /proc on Linux, libproc on macOS.

#ifndef CLT_PROCESS_TABLE_H
#define CLT_PROCESS_TABLE_H

#include <stdbool.h>
#include <stdint.h>

/// A process and its parent.
typedef struct {
    int32_t identifier;
    int32_t parent;
} clt_process;

/// All processes. The list is the caller's to free; the number is -1 where they can't be read.
int32_t clt_all_processes(clt_process *_Nullable *_Nonnull list);

/// Copies the name of a process's program; false when there is none.
bool clt_process_name(int32_t process, char *_Nonnull text, int32_t capacity);

/// The start of a process, in a unit of the system; 0 when it is not ours to read.
uint64_t clt_process_start(int32_t process);

/// Whether a process is gone, or a zombie.
bool clt_process_has_ended(int32_t process);

/// The children of a process; returns their number, at most `capacity`, or -1 where the system does
/// not list them without asking every process. Each thread of it costs some microseconds.
int32_t clt_children_of(int32_t process, int32_t *_Nonnull list, int32_t capacity);

/// Copies the identity of a program: its path and its arguments, each with a zero behind it.
/// Returns the length, at most `capacity`; 0 where that is not ours to read.
int32_t clt_process_program(int32_t process, char *_Nonnull text, int32_t capacity);

#endif
