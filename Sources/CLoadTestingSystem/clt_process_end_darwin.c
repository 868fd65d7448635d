#if defined(__APPLE__)

#include "clt_process_end.h"

#include <libproc.h>

/// Not available.
int clt_open_process(int32_t process) {
    (void)process;
    return -1;
}

int clt_process_end_status(int handle, int32_t process, int32_t *status) {
    (void)handle;
    struct proc_bsdinfo info;
    if (proc_pidinfo(process, PROC_PIDTBSDINFO, 0, &info, sizeof info) < (int)sizeof info)
        return 0;
    // 5 is SZOMB, which sys/proc.h does not show to programs.
    if (info.pbi_status != 5) return 0;
    *status = (int32_t)info.pbi_xstatus;
    return 1;
}

#endif
