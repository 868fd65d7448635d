#if defined(__APPLE__)

#include "clt_process_use.h"

#include <arpa/inet.h>
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
    // The size that is asked for holds more than there are; what is written counts.
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
    // The system does not tell waiting from being taken off.
    if (proc_pidinfo(use->identifier, PROC_PIDTASKINFO, 0, &task, sizeof task) ==
        (int)sizeof task)
        use->voluntary_switches = task.pti_csw;
}

void clt_count_open_files(clt_process_use *use) {
    use->open_files = descriptor_count(use->identifier);
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

int64_t clt_open_file_limit(int32_t process) {
    // The system tells nobody the limits of another process.
    (void)process;
    return -1;
}

static uint8_t state_of(int state) {
    switch (state) {
    case TSI_S_ESTABLISHED: return CLT_TCP_ESTABLISHED;
    case TSI_S__CLOSE_WAIT: return CLT_TCP_CLOSE_WAIT;
    case TSI_S_TIME_WAIT: return CLT_TCP_TIME_WAIT;
    case TSI_S_LISTEN: return CLT_TCP_LISTEN;
    default: return 0;
    }
}

int32_t clt_process_tcp_sockets(int32_t process, clt_tcp_socket **list) {
    *list = NULL;
    int needed = proc_pidinfo(process, PROC_PIDLISTFDS, 0, NULL, 0);
    if (needed <= 0) return -1;
    struct proc_fdinfo *files = malloc((size_t)needed);
    if (files == NULL) return -1;
    int size = proc_pidinfo(process, PROC_PIDLISTFDS, 0, files, needed);
    int32_t number = size / (int)sizeof *files, count = size < 0 ? -1 : 0;
    if (number > 0) *list = malloc((size_t)number * sizeof **list);
    for (int32_t index = 0; *list != NULL && index < number; index++) {
        struct socket_fdinfo info;
        if (files[index].proc_fdtype != PROX_FDTYPE_SOCKET ||
            proc_pidfdinfo(
                process, files[index].proc_fd, PROC_PIDFDSOCKETINFO, &info, sizeof info) <
                (int)sizeof info ||
            info.psi.soi_kind != SOCKINFO_TCP)
            continue;
        const struct tcp_sockinfo *tcp = &info.psi.soi_proto.pri_tcp;
        (*list)[count++] = (clt_tcp_socket){
            .state = state_of(tcp->tcpsi_state),
            .local_port = ntohs((uint16_t)tcp->tcpsi_ini.insi_lport),
            .remote_port = ntohs((uint16_t)tcp->tcpsi_ini.insi_fport),
            .queued = (uint32_t)info.psi.soi_qlen,
            .inode = info.psi.soi_so,
        };
    }
    free(files);
    return count;
}

#endif
