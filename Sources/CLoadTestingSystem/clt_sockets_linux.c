#if defined(__linux__)

#include "clt_sockets.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clt_list.h"
#include "clt_proc.h"
#include "clt_sock_diag.h"

// MARK: - sock_diag(7)

/// Whether both ends are on this machine: a loopback address, or the same one twice.
static bool is_local(const struct inet_diag_msg *message) {
    const uint8_t *address = (const uint8_t *)message->id.idiag_dst;
    size_t size = message->idiag_family == AF_INET6 ? 16 : 4;
    return memcmp(message->id.idiag_src, address, size) == 0 || (size == 4 && *address == 127);
}

static bool take_socket(void *list, const struct nlmsghdr *head) {
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    clt_tcp_socket socket = {
        .state = message->idiag_state,
        .local_port = ntohs(message->id.idiag_sport),
        .remote_port = ntohs(message->id.idiag_dport),
        .is_local = is_local(message),
        .queued = message->idiag_rqueue,
        .unsent = message->idiag_wqueue,
        .inode = message->idiag_inode,
    };
    return clt_list_append(list, &socket, sizeof socket);
}

/// The times are those since the last bytes, in milliseconds: where both are equal, the bytes that
/// were sent answered those that came.
static bool take_conversation(void *list, const struct nlmsghdr *head) {
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    clt_tcp_conversation found = {
        .remote_port = ntohs(message->id.idiag_dport),
        .inode = message->idiag_inode,
    };
    int rest = (int)(head->nlmsg_len - NLMSG_LENGTH(sizeof *message));
    for (const struct rtattr *attribute = (const struct rtattr *)(message + 1);
         RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest)) {
        if (attribute->rta_type != INET_DIAG_INFO) continue;
        struct tcp_info info = {0};
        size_t size = RTA_PAYLOAD(attribute);
        memcpy(&info, RTA_DATA(attribute), size < sizeof info ? size : sizeof info);
        found.awaits_answer = info.tcpi_last_data_sent <= info.tcpi_last_data_recv;
    }
    return clt_list_append(list, &found, sizeof found);
}

static bool take_listener(void *list, const struct nlmsghdr *head) {
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    clt_listener listener = {
        .address_size = message->idiag_family == AF_INET6 ? 16 : 4,
        .port = ntohs(message->id.idiag_sport),
        .inode = message->idiag_inode,
    };
    memcpy(listener.address, message->id.idiag_src, listener.address_size);
    int rest = (int)(head->nlmsg_len - NLMSG_LENGTH(sizeof *message));
    for (const struct rtattr *attribute = (const struct rtattr *)(message + 1);
         RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest))
        if (attribute->rta_type == INET_DIAG_SKV6ONLY)
            listener.is_ipv6_only = *(const uint8_t *)RTA_DATA(attribute) != 0;
    return clt_list_append(list, &listener, sizeof listener);
}

static bool sockets_by_netlink(clt_list *sockets, const uint16_t *ports, int32_t count) {
    int netlink = clt_sock_diag_open();
    if (netlink < 0) return false;
    uint32_t held = 1u << CLT_TCP_ESTABLISHED | 1u << CLT_TCP_CLOSE_WAIT | 1u << CLT_TCP_LISTEN;
    bool is_whole = clt_sock_diag(
        netlink, held, CLT_LEAVE_OUT_REMOTE, ports, count, take_socket, sockets);
    // Sockets in TIME_WAIT at other ports can be many, and don't matter here.
    if (is_whole && count > 0)
        is_whole = clt_sock_diag(
            netlink, 1u << CLT_TCP_TIME_WAIT, CLT_KEEP_LOCAL, ports, count, take_socket, sockets);
    close(netlink);
    return is_whole;
}

static bool listeners_by_netlink(clt_list *listeners, uint16_t port) {
    int netlink = clt_sock_diag_open();
    if (netlink < 0) return false;
    bool is_whole = clt_sock_diag(
        netlink, 1u << CLT_TCP_LISTEN, CLT_KEEP_LOCAL, &port, port != 0, take_listener, listeners);
    close(netlink);
    return is_whole;
}

static bool conversations_by_netlink(clt_list *list, const uint16_t *ports, int32_t count) {
    int netlink = clt_sock_diag_open();
    if (netlink < 0) return false;
    bool is_whole = clt_sock_diag(
        netlink, 1u << CLT_TCP_ESTABLISHED, CLT_KEEP_REMOTE, ports, count, take_conversation, list);
    close(netlink);
    return is_whole;
}

// MARK: - /proc/net/tcp, where netlink is refused

/// A row of the table: its socket, and the local address in hexadecimal digits.
typedef struct {
    clt_tcp_socket socket;
    char address[33];
} table_row;

static bool read_rows(
    const char *path, bool (*take)(clt_list *list, uint16_t port, const table_row *row),
    clt_list *list, uint16_t port) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return false;
    char line[512];
    bool is_whole = true;
    while (is_whole && fgets(line, sizeof line, file) != NULL) {
        unsigned local, remote, state, sent, received;
        unsigned long long inode;
        table_row row;
        if (sscanf(
                line,
                " %*d: %32[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%x %x %x:%x %*x:%*x %*x %*u %*d %llu",
                row.address, &local, &remote, &state, &sent, &received, &inode) != 7)
            continue;
        row.socket = (clt_tcp_socket){
            .state = (uint8_t)state,
            .local_port = (uint16_t)local,
            .remote_port = (uint16_t)remote,
            .is_local = true,
            .queued = received,
            // That of a listening socket is no limit here, but always 0.
            .unsent = sent,
            .inode = inode,
        };
        is_whole = take(list, port, &row);
    }
    fclose(file);
    return is_whole;
}

/// Reads both families; a machine without IPv6 has no second file.
static bool read_tables(
    bool (*take)(clt_list *list, uint16_t port, const table_row *row), clt_list *list,
    uint16_t port) {
    if (!read_rows("/proc/net/tcp", take, list, port)) return false;
    (void)read_rows("/proc/net/tcp6", take, list, port);
    return true;
}

static bool take_row(clt_list *list, uint16_t port, const table_row *row) {
    (void)port;
    return clt_list_append(list, &row->socket, sizeof row->socket);
}

/// Each word of 4 bytes of an address has the machine's order.
static bool take_listener_row(clt_list *list, uint16_t port, const table_row *row) {
    const clt_tcp_socket *socket = &row->socket;
    if (socket->state != CLT_TCP_LISTEN || (port != 0 && socket->local_port != port)) return true;
    clt_listener listener = {
        .address_size = (uint8_t)(strlen(row->address) / 2),
        .port = socket->local_port,
        .inode = socket->inode,
    };
    if (listener.address_size != 4 && listener.address_size != 16) return true;
    for (int place = 0; place < listener.address_size; place += 4) {
        unsigned word;
        if (sscanf(row->address + 2 * place, "%8x", &word) != 1) return true;
        memcpy(listener.address + place, &(uint32_t){word}, sizeof(uint32_t));
    }
    return clt_list_append(list, &listener, sizeof listener);
}

// MARK: - Interface

int32_t clt_tcp_sockets_of_files(clt_tcp_socket **list) {
    clt_list sockets = {0};
    bool is_whole = read_tables(take_row, &sockets, 0);
    return clt_list_take(&sockets, is_whole, (void **)list);
}

int32_t clt_tcp_sockets(const uint16_t *ports, int32_t port_count, clt_tcp_socket **list) {
    clt_list sockets = {0};
    int32_t count = port_count < CLT_MAX_FILTER_PORTS ? port_count : CLT_MAX_FILTER_PORTS;
    bool is_whole = sockets_by_netlink(&sockets, ports, count);
    if (clt_list_take(&sockets, is_whole, (void **)list) >= 0) return sockets.count;
    return clt_tcp_sockets_of_files(list);
}

int32_t clt_tcp_conversations(
    const uint16_t *ports, int32_t port_count, clt_tcp_conversation **list) {
    clt_list conversations = {0};
    int32_t count = port_count < CLT_MAX_FILTER_PORTS ? port_count : CLT_MAX_FILTER_PORTS;
    bool is_whole = count <= 0 || conversations_by_netlink(&conversations, ports, count);
    return clt_list_take(&conversations, is_whole, (void **)list);
}

int32_t clt_tcp_listeners_of_files(uint16_t port, clt_listener **list) {
    clt_list listeners = {0};
    bool is_whole = read_tables(take_listener_row, &listeners, port);
    return clt_list_take(&listeners, is_whole, (void **)list);
}

int32_t clt_tcp_listeners(uint16_t port, clt_listener **list) {
    clt_list listeners = {0};
    bool is_whole = listeners_by_netlink(&listeners, port);
    if (clt_list_take(&listeners, is_whole, (void **)list) >= 0) return listeners.count;
    return clt_tcp_listeners_of_files(port, list);
}

bool clt_shares_network(int32_t process) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "ns/net");
    struct stat its, ours;
    return stat(path, &its) != 0 || stat("/proc/self/ns/net", &ours) != 0 ||
           its.st_ino == ours.st_ino;
}

static void take_descriptor(void *list, int folder, const char *name) {
    char target[64];
    ssize_t length = readlinkat(folder, name, target, sizeof target - 1);
    if (length <= 8 || strncmp(target, "socket:[", 8) != 0) return;
    target[length] = 0;
    uint64_t inode = (uint64_t)clt_proc_number(target + 8);
    (void)clt_list_append(list, &inode, sizeof inode);
}

int32_t clt_socket_inodes(int32_t process, uint64_t **list) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "fd");
    clt_list inodes = {0};
    int32_t count = clt_proc_each(path, take_descriptor, &inodes);
    // One that has ended meanwhile holds none.
    bool is_refused = count < 0 && (errno == EACCES || errno == EPERM);
    return clt_list_take(&inodes, !is_refused, (void **)list);
}

#endif
