#if defined(__linux__)

#include "clt_supervisor.h"

#include <signal.h>
#include <sys/prctl.h>

#include "clt_proc.h"

void clt_adopt_orphans(void) {
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    prctl(PR_SET_NAME, "supervisor", 0, 0, 0);
}

void clt_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

/// The children of a process that live.
typedef struct {
    pid_t parent;
    pid_t *list;
    int count, capacity;
} living_children;

static void add_child(void *context, int folder, const char *name) {
    (void)folder;
    living_children *children = context;
    pid_t process = (pid_t)clt_proc_number(name);
    clt_proc_stat stat;
    if (children->count == children->capacity || !clt_proc_read_stat(process, &stat)) return;
    if (stat.parent == children->parent && !stat.has_ended)
        children->list[children->count++] = process;
}

int clt_list_processes(pid_t supervisor, pid_t group, pid_t *list, int capacity) {
    (void)group;
    living_children children = {.parent = supervisor, .list = list, .capacity = capacity};
    clt_proc_each("/proc", add_child, &children);
    return children.count;
}

#endif
