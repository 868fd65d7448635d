#if defined(__APPLE__)

#include "clt_supervisor.h"

#include <libproc.h>
#include <stddef.h>

/// Not available: an orphan goes to launchd and is found by its process group only.
void clt_adopt_orphans(void) {}

/// Not available.
void clt_end_with_parent(void) {}

static bool clt_contains(const pid_t *list, int count, pid_t process) {
    for (int index = 0; index < count; index++)
        if (list[index] == process) return true;
    return false;
}

int clt_list_processes(pid_t supervisor, pid_t group, pid_t *list, int capacity) {
    static pid_t all[CLT_MAX_PROCESSES];
    int total = proc_listpids(PROC_ALL_PIDS, 0, all, sizeof all) / (int)sizeof(pid_t);
    int count = 0;
    // Parents come before their children only by chance: rounds until none is added.
    for (int before = -1; before != count;) {
        before = count;
        for (int index = 0; index < total && count < capacity; index++) {
            struct proc_bsdinfo info;
            if (all[index] <= 0 || all[index] == supervisor) continue;
            if (clt_contains(list, count, all[index])) continue;
            if (proc_pidinfo(all[index], PROC_PIDTBSDINFO, 0, &info, sizeof info) <
                (int)sizeof info)
                continue;
            pid_t parent = (pid_t)info.pbi_ppid;
            bool is_below = parent == supervisor || clt_contains(list, count, parent);
            bool is_zombie = info.pbi_status == 5;
            if (!is_zombie && (is_below || (pid_t)info.pbi_pgid == group))
                list[count++] = all[index];
        }
    }
    return count;
}

#endif
