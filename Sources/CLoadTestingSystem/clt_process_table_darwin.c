#if defined(__APPLE__)

#include "clt_process_table.h"

#include <errno.h>
#include <libproc.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/sysctl.h>

int32_t clt_all_processes(clt_process **list) {
    *list = NULL;
    int needed = proc_listpids(PROC_ALL_PIDS, 0, NULL, 0);
    pid_t *all = needed > 0 ? malloc((size_t)needed) : NULL;
    if (all == NULL) return -1;
    int total = proc_listpids(PROC_ALL_PIDS, 0, all, needed) / (int)sizeof(pid_t);
    int32_t count = 0;
    if (total > 0) *list = malloc((size_t)total * sizeof **list);
    for (int index = 0; *list != NULL && index < total; index++) {
        struct proc_bsdshortinfo info;
        if (all[index] <= 0 ||
            proc_pidinfo(all[index], PROC_PIDT_SHORTBSDINFO, 0, &info, sizeof info) <
                (int)sizeof info)
            continue;
        (*list)[count++] =
            (clt_process){.identifier = all[index], .parent = (int32_t)info.pbsi_ppid};
    }
    free(all);
    return count;
}

bool clt_process_name(int32_t process, char *text, int32_t capacity) {
    return proc_name(process, text, (uint32_t)capacity) > 0;
}

uint64_t clt_process_start(int32_t process) {
    struct proc_bsdinfo info;
    if (proc_pidinfo(process, PROC_PIDTBSDINFO, 0, &info, sizeof info) < (int)sizeof info)
        return 0;
    return info.pbi_start_tvsec * UINT64_C(1000000) + info.pbi_start_tvusec;
}

bool clt_process_has_ended(int32_t process) {
    struct proc_bsdshortinfo info;
    if (kill(process, 0) != 0) return errno == ESRCH;
    int size = proc_pidinfo(process, PROC_PIDT_SHORTBSDINFO, 0, &info, sizeof info);
    // 5 is SZOMB, which sys/proc.h does not show to programs.
    return size == (int)sizeof info && info.pbsi_status == 5;
}

int32_t clt_children_of(int32_t process, int32_t *list, int32_t capacity) {
    int count = proc_listchildpids(process, list, capacity * (int)sizeof *list);
    return count < 0 ? -1 : count < capacity ? count : capacity;
}

int32_t clt_process_program(int32_t process, char *text, int32_t capacity) {
    // The number of arguments, the path, and the arguments.
    int name[] = {CTL_KERN, KERN_PROCARGS2, process};
    size_t length = (size_t)capacity;
    return sysctl(name, 3, text, &length, NULL, 0) == 0 ? (int32_t)length : 0;
}

#endif
