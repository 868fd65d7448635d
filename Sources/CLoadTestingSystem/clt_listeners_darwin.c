#if defined(__APPLE__)

#include "clt_process_use.h"

#include <arpa/inet.h>
#include <libproc.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/// Fills in a socket that listens on a port; false for any other.
static bool read_listener(const struct socket_fdinfo *info, uint16_t port, clt_listener *listener) {
    const struct tcp_sockinfo *tcp = &info->psi.soi_proto.pri_tcp;
    const struct in_sockinfo *local = &tcp->tcpsi_ini;
    if (info->psi.soi_kind != SOCKINFO_TCP || tcp->tcpsi_state != TSI_S_LISTEN ||
        ntohs((uint16_t)local->insi_lport) != port)
        return false;
    *listener = (clt_listener){.inode = info->psi.soi_so};
    if (local->insi_vflag & INI_IPV6) {
        listener->address_size = 16;
        listener->is_ipv6_only = (local->insi_vflag & INI_IPV4) == 0;
        memcpy(listener->address, &local->insi_laddr.ina_6, 16);
    } else {
        listener->address_size = 4;
        memcpy(listener->address, &local->insi_laddr.ina_46.i46a_addr4, 4);
    }
    return true;
}

int32_t clt_process_listeners(int32_t process, uint16_t port, clt_listener **list) {
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
        if (files[index].proc_fdtype == PROX_FDTYPE_SOCKET &&
            proc_pidfdinfo(
                process, files[index].proc_fd, PROC_PIDFDSOCKETINFO, &info, sizeof info) ==
                (int)sizeof info &&
            read_listener(&info, port, &(*list)[count]))
            count++;
    }
    free(files);
    return count;
}

#endif
