// Text to readers that may be gone.

#ifndef CLT_WRITE_H
#define CLT_WRITE_H

#include <stddef.h>

/// Writes bytes to a file; bytes that have no reader any more are dropped, without a signal.
void clt_write(int descriptor, const char *_Nonnull bytes, size_t count);

#endif
