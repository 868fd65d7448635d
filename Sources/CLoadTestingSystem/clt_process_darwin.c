#if defined(__APPLE__)

#include "clt_process_darwin.h"

#include <arpa/inet.h>
#include <errno.h>
#include <libproc.h>
#include <signal.h>
#include <stdlib.h>

int32_t clt_all_processes(clt_process *list, int32_t capacity) {
    int needed = proc_listpids(PROC_ALL_PIDS, 0, NULL, 0);
    pid_t *all = needed > 0 ? malloc((size_t)needed) : NULL;
    if (all == NULL) return 0;
    int total = proc_listpids(PROC_ALL_PIDS, 0, all, needed) / (int)sizeof(pid_t);
    int32_t count = 0;
    for (int index = 0; index < total && count < capacity; index++) {
        struct proc_bsdshortinfo info;
        if (all[index] <= 0 ||
            proc_pidinfo(all[index], PROC_PIDT_SHORTBSDINFO, 0, &info, sizeof info) <
                (int)sizeof info)
            continue;
        list[count++] =
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

int32_t clt_listening_ports(int32_t process, uint16_t *ports, int32_t capacity) {
    int needed = proc_pidinfo(process, PROC_PIDLISTFDS, 0, NULL, 0);
    if (needed <= 0) return -1;
    struct proc_fdinfo *descriptors = malloc((size_t)needed);
    if (descriptors == NULL) return -1;
    int size = proc_pidinfo(process, PROC_PIDLISTFDS, 0, descriptors, needed);
    int32_t count = size < 0 ? -1 : 0;
    for (int index = 0; index < size / (int)sizeof *descriptors && count < capacity; index++) {
        struct socket_fdinfo info;
        if (descriptors[index].proc_fdtype != PROX_FDTYPE_SOCKET ||
            proc_pidfdinfo(process, descriptors[index].proc_fd, PROC_PIDFDSOCKETINFO, &info,
                sizeof info) < (int)sizeof info)
            continue;
        const struct tcp_sockinfo *tcp = &info.psi.soi_proto.pri_tcp;
        if (info.psi.soi_kind == SOCKINFO_TCP && tcp->tcpsi_state == TSI_S_LISTEN)
            ports[count++] = ntohs((uint16_t)tcp->tcpsi_ini.insi_lport);
    }
    free(descriptors);
    return count;
}

#endif
