// A server of this process that answers at once: measurements against it are of the generator.

#ifndef CLT_NULL_TARGET_H
#define CLT_NULL_TARGET_H

#include <stdint.h>

/// Listens on a free port of 127.0.0.1 and returns the descriptor, or -1.
int clt_null_target_open(uint16_t *_Nonnull port);

/// Takes one connection, within 5 s, answers each request on it until it ends, and closes both.
void clt_null_target_serve(int listener);

#endif
