// The supervisor of a server, which is a fork: only calls that are safe in a signal handler are
// allowed, see clt_fork.h.

#ifndef CLT_SUPERVISOR_H
#define CLT_SUPERVISOR_H

#include "clt_spawn.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CLT_MAX_PROCESSES = 4096 };

/// Launches the server and keeps it until its end. Called with all signals blocked.
_Noreturn void clt_supervise_server(const clt_launch *_Nonnull launch, int control);

/// Starts the program of a launch in a process group of its own. Returns its process identifier, or
/// -1 after it has filled in the reason.
pid_t clt_start_program(
    const clt_launch *_Nonnull launch, int output, clt_server_event *_Nonnull refusal);

/// Makes the caller the parent of the orphans below it, where the system can.
void clt_adopt_orphans(void);

/// Makes the calling process end when its parent ends, where the system can.
void clt_end_with_parent(void);

/// Lists processes that must end for a server to be gone, zombies left out: on Linux the children
/// of the supervisor, who adopts all orphans; elsewhere all descendants and the server's group.
int clt_list_processes(pid_t supervisor, pid_t group, pid_t *_Nonnull list, int capacity);

#endif
