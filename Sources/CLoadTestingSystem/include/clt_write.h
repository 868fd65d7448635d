// Text to people who may have gone.

#ifndef CLT_WRITE_H
#define CLT_WRITE_H

#include <stddef.h>

/// Writes bytes to a file; what nobody reads any longer is dropped, without a signal.
void clt_write(int descriptor, const char *_Nonnull bytes, size_t count);

#endif
