// SIGINT as bytes of a pipe.
//
// Provided because a handler of a signal may do next to nothing, and Swift code least of all.

#ifndef CLT_INTERRUPT_H
#define CLT_INTERRUPT_H

#include <stdint.h>

/// Opens the pipe; once in a process. Returns its end to read from, -1 with errno set.
int clt_interrupt_open(void);

/// From now on the signal writes to the pipe.
void clt_interrupt_watch(void);

/// What was done at the signal before clt_interrupt_watch is done again.
void clt_interrupt_restore(void);

/// How many signals have come since the last call. Never waits.
int32_t clt_interrupt_take(void);

/// Ends the process as an unwatched signal does.
void clt_interrupt_process(void);

#endif
