#if defined(__APPLE__)

#include "clt_fork.h"

/// Not done: little is copied where a test launches its servers first.
void clt_drop_memory(void) {}

#endif
