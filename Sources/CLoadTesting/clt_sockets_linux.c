#if defined(__linux__)

#include "clt_process_use.h"

#include <dirent.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/// Sockets that grow in number while they are read.
typedef struct {
    clt_tcp_socket *list;
    int32_t count, capacity;
} socket_list;

static bool append(socket_list *sockets, clt_tcp_socket socket) {
    if (sockets->count == sockets->capacity) {
        int32_t capacity = sockets->capacity > 0 ? 2 * sockets->capacity : 1024;
        clt_tcp_socket *grown = realloc(sockets->list, (size_t)capacity * sizeof *grown);
        if (grown == NULL) return false;
        sockets->list = grown;
        sockets->capacity = capacity;
    }
    sockets->list[sockets->count++] = socket;
    return true;
}

// MARK: - sock_diag(7)

static bool ask(int netlink, int family) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_req_v2 body;
    } request = {
        .head = {
            .nlmsg_len = sizeof request,
            .nlmsg_type = SOCK_DIAG_BY_FAMILY,
            .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
        },
        .body = {
            .sdiag_family = (uint8_t)family,
            .sdiag_protocol = IPPROTO_TCP,
            .idiag_states = 1u << CLT_TCP_ESTABLISHED | 1u << CLT_TCP_TIME_WAIT |
                            1u << CLT_TCP_CLOSE_WAIT | 1u << CLT_TCP_LISTEN,
        },
    };
    return send(netlink, &request, sizeof request, 0) == sizeof request;
}

/// Reads what was asked for to its end; false with `errno` when the system refuses.
static bool read_answer(int netlink, socket_list *sockets) {
    _Alignas(struct nlmsghdr) static _Thread_local char buffer[65536];
    for (;;) {
        ssize_t size = recv(netlink, buffer, sizeof buffer, 0);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return false;
        for (struct nlmsghdr *head = (struct nlmsghdr *)buffer; NLMSG_OK(head, (size_t)size);
             head = NLMSG_NEXT(head, size)) {
            if (head->nlmsg_type == NLMSG_DONE) return true;
            if (head->nlmsg_type == NLMSG_ERROR) {
                errno = -((struct nlmsgerr *)NLMSG_DATA(head))->error;
                return false;
            }
            const struct inet_diag_msg *message = NLMSG_DATA(head);
            if (!append(
                    sockets, (clt_tcp_socket){
                                 .state = message->idiag_state,
                                 .local_port = ntohs(message->id.idiag_sport),
                                 .remote_port = ntohs(message->id.idiag_dport),
                                 .queued = message->idiag_rqueue,
                                 .inode = message->idiag_inode,
                             }))
                return false;
        }
    }
}

static bool by_netlink(socket_list *sockets) {
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
    if (netlink < 0) return false;
    bool is_done = ask(netlink, AF_INET) && read_answer(netlink, sockets) &&
                   ask(netlink, AF_INET6) && read_answer(netlink, sockets);
    int error = errno;
    close(netlink);
    errno = error;
    return is_done;
}

// MARK: - /proc/net/tcp, where netlink is refused

static bool by_file(const char *path, socket_list *sockets) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return false;
    char line[512];
    bool is_whole = true;
    while (is_whole && fgets(line, sizeof line, file) != NULL) {
        unsigned local, remote, state, sent, received;
        unsigned long long inode;
        if (sscanf(
                line, " %*d: %*[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%x %x %x:%x %*x:%*x %*x %*u %*d %llu",
                &local, &remote, &state, &sent, &received, &inode) != 6)
            continue;
        is_whole = append(
            sockets, (clt_tcp_socket){
                         .state = (uint8_t)state,
                         .local_port = (uint16_t)local,
                         .remote_port = (uint16_t)remote,
                         .queued = received,
                         .inode = inode,
                     });
    }
    fclose(file);
    return is_whole;
}

int32_t clt_tcp_sockets(clt_tcp_socket **list) {
    socket_list sockets = {0};
    if (!by_netlink(&sockets)) {
        sockets.count = 0;
        if (!by_file("/proc/net/tcp", &sockets)) {
            int error = errno;
            free(sockets.list);
            *list = NULL;
            errno = error;
            return -1;
        }
        // A machine without IPv6 has no such file.
        (void)by_file("/proc/net/tcp6", &sockets);
    }
    *list = sockets.list;
    return sockets.count;
}

int32_t clt_socket_inodes(int32_t process, uint64_t **list) {
    *list = NULL;
    char path[64], target[64];
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *folder = opendir(path);
    if (folder == NULL) return -1;
    int32_t count = 0, capacity = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        ssize_t length = readlinkat(dirfd(folder), entry->d_name, target, sizeof target - 1);
        if (length <= 0) continue;
        target[length] = 0;
        unsigned long long inode;
        if (sscanf(target, "socket:[%llu]", &inode) != 1) continue;
        if (count == capacity) {
            capacity = capacity > 0 ? 2 * capacity : 256;
            uint64_t *grown = realloc(*list, (size_t)capacity * sizeof *grown);
            if (grown == NULL) break;
            *list = grown;
        }
        (*list)[count++] = inode;
    }
    closedir(folder);
    return count;
}

#endif
