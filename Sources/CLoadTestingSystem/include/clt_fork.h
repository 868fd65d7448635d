// Making the fork of a process with threads a process of its own: the supervisor's and the relay's.
// Between a fork and an exec only calls are allowed that are safe in a signal handler: no
// allocation, no locks, no standard I/O.

#ifndef CLT_FORK_H
#define CLT_FORK_H

#include <stdbool.h>

/// Opens two connected sockets for a process and its fork, which no program inherits; false with
/// errno set. On Linux a send to a lost end is a signal without MSG_NOSIGNAL.
bool clt_fork_pair(int ends[_Nonnull 2]);

/// Gives every signal its default action. The mask stays.
void clt_reset_signals(void);

/// Closes all descriptors from a number on.
void clt_close_from(int first);

/// Releases the memory that the fork has from its parent and does not need, where the system can,
/// so that it is neither kept twice nor copied when the parent writes to it. Pointers into the heap
/// are invalid from here on.
void clt_drop_memory(void);

#endif
