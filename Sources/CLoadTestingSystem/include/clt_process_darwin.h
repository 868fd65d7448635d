// What macOS says of processes through libproc; Linux says it in /proc.

#ifndef CLT_PROCESS_DARWIN_H
#define CLT_PROCESS_DARWIN_H

#if defined(__APPLE__)

#include <stdbool.h>
#include <stdint.h>

/// A process and its parent.
typedef struct {
    int32_t identifier;
    int32_t parent;
} clt_process;

/// Fills in all processes and returns how many there are.
int32_t clt_all_processes(clt_process *_Nonnull list, int32_t capacity);

/// Copies the name of a process's program; false when there is none.
bool clt_process_name(int32_t process, char *_Nonnull text, int32_t capacity);

/// When a process started, in microseconds since 1970; 0 when it is not ours to read.
uint64_t clt_process_start(int32_t process);

/// Whether a process is gone, or a zombie.
bool clt_process_has_ended(int32_t process);

/// Fills in the TCP ports that a process listens on and returns how many; -1 when it is not ours
/// to read.
int32_t clt_listening_ports(int32_t process, uint16_t *_Nonnull ports, int32_t capacity);

#endif

#endif
