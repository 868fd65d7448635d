#if defined(__APPLE__)

#include "clt_sockets.h"

#include <arpa/inet.h>
#include <libproc.h>
#include <string.h>

#include "clt_list.h"

static uint8_t state_of(int state) {
    switch (state) {
    case TSI_S_ESTABLISHED: return CLT_TCP_ESTABLISHED;
    case TSI_S__CLOSE_WAIT: return CLT_TCP_CLOSE_WAIT;
    case TSI_S_TIME_WAIT: return CLT_TCP_TIME_WAIT;
    case TSI_S_LISTEN: return CLT_TCP_LISTEN;
    default: return 0;
    }
}

static bool take_socket(clt_list *list, uint16_t port, const struct socket_fdinfo *info) {
    (void)port;
    const struct tcp_sockinfo *tcp = &info->psi.soi_proto.pri_tcp;
    clt_tcp_socket socket = {
        .state = state_of(tcp->tcpsi_state),
        .local_port = ntohs((uint16_t)tcp->tcpsi_ini.insi_lport),
        .remote_port = ntohs((uint16_t)tcp->tcpsi_ini.insi_fport),
        .is_local = true,
        .queued = tcp->tcpsi_state == TSI_S_LISTEN ? (uint32_t)info->psi.soi_qlen
                                                   : info->psi.soi_rcv.sbi_cc,
        .unsent = tcp->tcpsi_state == TSI_S_LISTEN ? (uint32_t)info->psi.soi_qlimit
                                                   : info->psi.soi_snd.sbi_cc,
        .inode = info->psi.soi_so,
    };
    return clt_list_append(list, &socket, sizeof socket);
}

static bool take_listener(clt_list *list, uint16_t port, const struct socket_fdinfo *info) {
    const struct tcp_sockinfo *tcp = &info->psi.soi_proto.pri_tcp;
    const struct in_sockinfo *local = &tcp->tcpsi_ini;
    clt_listener listener = {
        .port = ntohs((uint16_t)local->insi_lport),
        .inode = info->psi.soi_so,
    };
    if (tcp->tcpsi_state != TSI_S_LISTEN || (port != 0 && listener.port != port)) return true;
    if (local->insi_vflag & INI_IPV6) {
        listener.address_size = 16;
        listener.is_ipv6_only = (local->insi_vflag & INI_IPV4) == 0;
        memcpy(listener.address, &local->insi_laddr.ina_6, 16);
    } else {
        listener.address_size = 4;
        memcpy(listener.address, &local->insi_laddr.ina_46.i46a_addr4, 4);
    }
    return clt_list_append(list, &listener, sizeof listener);
}

/// Iterates over the TCP sockets that a process holds; false where it is not ours to read.
static bool each_socket(
    int32_t process, bool (*take)(clt_list *list, uint16_t port, const struct socket_fdinfo *info),
    clt_list *list, uint16_t port) {
    int needed = proc_pidinfo(process, PROC_PIDLISTFDS, 0, NULL, 0);
    struct proc_fdinfo *files = needed > 0 ? malloc((size_t)needed) : NULL;
    if (files == NULL) return false;
    int size = proc_pidinfo(process, PROC_PIDLISTFDS, 0, files, needed);
    bool is_whole = size >= 0;
    for (int index = 0; is_whole && index < size / (int)sizeof *files; index++) {
        struct socket_fdinfo info;
        if (files[index].proc_fdtype == PROX_FDTYPE_SOCKET &&
            proc_pidfdinfo(
                process, files[index].proc_fd, PROC_PIDFDSOCKETINFO, &info, sizeof info) ==
                (int)sizeof info &&
            info.psi.soi_kind == SOCKINFO_TCP)
            is_whole = take(list, port, &info);
    }
    free(files);
    return is_whole;
}

int32_t clt_process_tcp_sockets(int32_t process, clt_tcp_socket **list) {
    clt_list sockets = {0};
    bool is_whole = each_socket(process, take_socket, &sockets, 0);
    return clt_list_take(&sockets, is_whole, (void **)list);
}

int32_t clt_process_listeners(int32_t process, uint16_t port, clt_listener **list) {
    clt_list listeners = {0};
    bool is_whole = each_socket(process, take_listener, &listeners, port);
    return clt_list_take(&listeners, is_whole, (void **)list);
}

#endif
