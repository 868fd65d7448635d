#if defined(__APPLE__)

#include "clt_process_use.h"

#include <libproc.h>
#include <mach/mach_time.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/sysctl.h>

/// libproc counts processor time in the units of the machine's clock.
static int64_t nanoseconds(uint64_t units) {
    mach_timebase_info_data_t base;
    if (mach_timebase_info(&base) != KERN_SUCCESS || base.denom == 0) return (int64_t)units;
    return (int64_t)(units * base.numer / base.denom);
}

static int32_t descriptor_count(int32_t process) {
    // The size asked for exceeds the actual one; the written size counts.
    int needed = proc_pidinfo(process, PROC_PIDLISTFDS, 0, NULL, 0);
    if (needed <= 0) return -1;
    void *list = malloc((size_t)needed);
    if (list == NULL) return -1;
    int size = proc_pidinfo(process, PROC_PIDLISTFDS, 0, list, needed);
    free(list);
    return size < 0 ? -1 : size / (int)sizeof(struct proc_fdinfo);
}

static bool ignores_children(int32_t process) {
    int name[] = {CTL_KERN, KERN_PROC, KERN_PROC_PID, process};
    struct kinfo_proc info;
    size_t length = sizeof info;
    return sysctl(name, 4, &info, &length, NULL, 0) == 0 && length == sizeof info &&
           (info.kp_proc.p_sigignore & sigmask(SIGCHLD)) != 0;
}

bool clt_read_process_use(int32_t process, clt_process_use *use) {
    memset(use, 0, sizeof *use);
    use->identifier = process;
    use->swapped_bytes = use->read_bytes = use->written_bytes = -1;
    use->voluntary_switches = use->involuntary_switches = -1;
    use->open_files = -1;
    struct proc_bsdinfo info;
    if (proc_pidinfo(process, PROC_PIDTBSDINFO, 0, &info, sizeof info) < (int)sizeof info)
        return false;
    use->parent = (int32_t)info.pbi_ppid;
    use->start = info.pbi_start_tvsec * UINT64_C(1000000) + info.pbi_start_tvusec;
    // 5 is SZOMB, which sys/proc.h does not show to programs.
    use->has_ended = info.pbi_status == 5;
    strlcpy(use->name, info.pbi_comm, sizeof use->name);
    use->ignores_children = ignores_children(process);
    struct proc_taskinfo task;
    if (proc_pidinfo(process, PROC_PIDTASKINFO, 0, &task, sizeof task) == (int)sizeof task) {
        use->user_nanoseconds = nanoseconds(task.pti_total_user);
        use->system_nanoseconds = nanoseconds(task.pti_total_system);
        use->resident_bytes = (int64_t)task.pti_resident_size;
        use->peak_resident_bytes = use->resident_bytes;
        use->threads = task.pti_threadnum;
    }
    struct rusage_info_v4 rusage;
    if (proc_pid_rusage(process, RUSAGE_INFO_V4, (rusage_info_t *)&rusage) == 0) {
        use->children_user_nanoseconds = nanoseconds(rusage.ri_child_user_time);
        use->children_system_nanoseconds = nanoseconds(rusage.ri_child_system_time);
        use->read_bytes = (int64_t)rusage.ri_diskio_bytesread;
        use->written_bytes = (int64_t)rusage.ri_diskio_byteswritten;
    }
    return true;
}

void clt_read_switches(clt_process_use *use) {
    struct proc_taskinfo task;
    // The system does not tell waiting from preemption.
    if (proc_pidinfo(use->identifier, PROC_PIDTASKINFO, 0, &task, sizeof task) ==
        (int)sizeof task)
        use->voluntary_switches = task.pti_csw;
}

void clt_count_open_files(clt_process_use *use) {
    use->open_files = descriptor_count(use->identifier);
}

int64_t clt_open_file_limit(int32_t process) {
    // The system does not report the limits of another process.
    (void)process;
    return -1;
}

#endif
