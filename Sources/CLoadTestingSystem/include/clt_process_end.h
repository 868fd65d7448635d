// The ends of processes that are not our children.

#ifndef CLT_PROCESS_END_H
#define CLT_PROCESS_END_H

#include <stdint.h>

/// A descriptor that stands for a process beyond its end, to be closed by the caller; -1 where the
/// system has none.
int clt_open_process(int32_t process);

/// The end of a process, by its descriptor (-1 for none) while it is a zombie or after its parent
/// has waited for it: 1 with the status as waitpid(2) has it, 0 where the system does not say.
///
/// Linux tells it of a descriptor from 6.15 on; before, and on macOS, of a zombie that is ours to
/// read.
int clt_process_end_status(int handle, int32_t process, int32_t *_Nonnull status);

#endif
