// What the keeper of a server does after the fork. Only calls that are safe between a fork and an
// exec are allowed here: no allocation, no locks, no standard I/O.

#ifndef CLT_KEEPER_H
#define CLT_KEEPER_H

#include "clt_spawn.h"

#include <stdbool.h>
#include <sys/types.h>

enum { CLT_MOST_PROCESSES = 4096 };

/// Launches the server and keeps it until its end. Called with all signals blocked.
_Noreturn void clt_keep_server(const clt_launch *_Nonnull launch, int control);

/// Starts the program of a launch in a process group of its own. Returns its process identifier,
/// or -1 after it has filled in why.
pid_t clt_start_program(
    const clt_launch *_Nonnull launch, int output, clt_server_event *_Nonnull refusal);

/// Gives every signal its default action. All are left blocked.
void clt_reset_signals(void);

/// Closes all descriptors from a number on.
void clt_close_from(int first);

/// What only some systems have: makes the caller the parent of the orphans below it.
void clt_adopt_orphans(void);

/// What only some systems have: gives up the memory that the keeper has from the launching process
/// and does not need, so that it is neither kept twice nor copied when that process goes on to write
/// to it. What a launch points to is gone then.
void clt_drop_memory(void);

/// What only some systems have: ends the calling process when its parent ends.
void clt_end_with_parent(void);

/// Lists processes that must end for a server to be gone, zombies left out: on Linux the children
/// of the keeper, who adopts all orphans; elsewhere all descendants and the server's group.
int clt_list_processes(pid_t keeper, pid_t group, pid_t *_Nonnull list, int capacity);

#endif
