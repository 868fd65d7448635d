#if defined(__APPLE__)

#include "clt_threads.h"

#include <stddef.h>

int32_t clt_threads_of(int32_t process, clt_thread **list) {
    // The system does not report what the threads of another process wait for.
    (void)process;
    *list = NULL;
    return -1;
}

#endif
