// SIGINT, SIGTERM and SIGHUP as bytes of a pipe, and SIGPIPE ignored.
//
// Provided because a signal handler may do next to nothing, and Swift code least of all.

#ifndef CLT_INTERRUPT_H
#define CLT_INTERRUPT_H

#include <stdint.h>

/// Opens the pipe; once in a process. Returns its end to read from, -1 with errno set.
int clt_interrupt_open(void);

/// From now on the signals write to the pipe, except one that the process ignores; and writing to a
/// pipe without a reader is an error, not the end of the process, unless the host has a handler.
void clt_interrupt_watch(void);

/// Restores the handling of the signals before clt_interrupt_watch.
void clt_interrupt_restore(void);

/// The number of the next signal that has come, 0 when none has. Never waits.
int32_t clt_interrupt_take(void);

/// Sends the process a signal, for its current handler.
void clt_interrupt_deliver(int32_t number);

/// Ends the process as an unwatched signal does.
void clt_interrupt_process(int32_t number);

#endif
