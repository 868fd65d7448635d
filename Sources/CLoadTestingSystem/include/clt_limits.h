// Limits of the process.

#ifndef CLT_LIMITS_H
#define CLT_LIMITS_H

#include <stdint.h>

/// Raises the soft limit of open files to the hard one and returns the limit then in force.
/// Provided because the resource constants differ in type between platforms.
int64_t clt_raise_descriptor_limit(void);

/// The soft limit of open files before it was first raised, -1 while it was not: programs that the
/// process starts get this one.
int64_t clt_first_descriptor_limit(void);

/// The number of open descriptors of the process.
int64_t clt_open_descriptors(void);

/// The approximate number of open descriptors of the process, -1 when none is left: the number of a
/// new one, which is the lowest that is free. Costs the same however many there are.
int64_t clt_estimate_open_descriptors(void);

/// The peak resident memory of the process in bytes.
int64_t clt_peak_memory_bytes(void);

/// Keeps SIGPIPE from the calling thread. Provided because libcurl without signals leaves it to
/// its user: a TLS connection that the peer has closed would end the process.
void clt_block_broken_pipe_signal(void);

#endif
