#if defined(__linux__)

#include "clt_process_use.h"

#include <dirent.h>
#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
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

/// Which ports a filter has, at most.
enum { MOST_PORTS = 16 };

/// What a filter does with a socket whose remote, or local, port is one of some.
typedef enum { LEAVE_OUT_REMOTE, KEEP_LOCAL } filter_kind;

/// A program that the kernel runs for each socket: tests of 8 bytes, jumps of 4.
///
/// `yes` and `no` say how many bytes further it goes on. At the end a socket is kept, 4 bytes behind
/// it left out. The kernel takes a program only when all `yes` in a row lead to the end, past each
/// place to which a `no` leads (inet_diag_bc_audit), so that only a `no` can leave out.
typedef struct {
    struct inet_diag_bc_op steps[5 * MOST_PORTS];
    uint16_t count;
} port_filter;

static const uint16_t step_size = sizeof(struct inet_diag_bc_op);

static void add_test(port_filter *filter, uint8_t code, uint16_t port, uint16_t no) {
    filter->steps[filter->count++] = (struct inet_diag_bc_op){code, 2 * step_size, no};
    filter->steps[filter->count++] = (struct inet_diag_bc_op){.no = port};
}

static void add_jump(port_filter *filter, uint16_t by) {
    filter->steps[filter->count++] =
        (struct inet_diag_bc_op){INET_DIAG_BC_JMP, step_size, by};
}

static void write_filter(
    port_filter *filter, filter_kind kind, const uint16_t *ports, int32_t count) {
    filter->count = 0;
    for (int32_t index = 0; index < count; index++) {
        uint16_t port = ports[index], more = (uint16_t)((count - index - 1) * 5 * step_size);
        if (kind == KEEP_LOCAL) {
            // At the port: to the end, at once for the last one. Not at it: to the next port.
            add_test(filter, INET_DIAG_BC_S_GE, port, 5 * step_size);
            add_test(filter, INET_DIAG_BC_S_LE, port, 3 * step_size);
            if (more > 0) add_jump(filter, more);
        } else {
            // Below it: over the second test, to the next port. Not above it either: out.
            add_test(filter, INET_DIAG_BC_D_LE, port - 1, 3 * step_size);
            add_jump(filter, 3 * step_size);
            add_test(filter, INET_DIAG_BC_D_GE, port + 1, more + 3 * step_size);
        }
    }
}

/// Asks for the sockets in some states.
///
/// The oldest form of the question is the only one that has both families in one answer: each walks
/// the whole table of the system, which takes a millisecond however few there are.
static bool ask(
    int netlink, uint32_t states, filter_kind kind, const uint16_t *ports, int32_t count) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_req body;
        struct nlattr attribute;
        struct inet_diag_bc_op filter[5 * MOST_PORTS];
    } request = {
        .head = {.nlmsg_type = TCPDIAG_GETSOCK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .body = {.idiag_family = AF_INET, .idiag_states = states},
    };
    size_t size = offsetof(__typeof__(request), attribute);
    if (count > 0) {
        port_filter filter;
        write_filter(&filter, kind, ports, count);
        memcpy(request.filter, filter.steps, filter.count * sizeof *filter.steps);
        request.attribute.nla_type = INET_DIAG_REQ_BYTECODE;
        request.attribute.nla_len =
            (uint16_t)(sizeof request.attribute + filter.count * sizeof *filter.steps);
        size += request.attribute.nla_len;
    }
    request.head.nlmsg_len = (uint32_t)size;
    return send(netlink, &request, size, 0) == (ssize_t)size;
}

static bool take_socket(void *list, const struct nlmsghdr *head) {
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    return append(
        list, (clt_tcp_socket){
                  .state = message->idiag_state,
                  .local_port = ntohs(message->id.idiag_sport),
                  .remote_port = ntohs(message->id.idiag_dport),
                  .queued = message->idiag_rqueue,
                  .inode = message->idiag_inode,
              });
}

/// Reads what was asked for to its end; false with `errno` when the system refuses.
static bool read_answer(
    int netlink, bool (*take)(void *list, const struct nlmsghdr *message), void *list) {
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
            if (!take(list, head)) return false;
        }
    }
}

static int open_netlink(void) {
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_INET_DIAG);
    // No look is worth to wait for longer.
    struct timeval limit = {.tv_sec = 1};
    if (netlink >= 0) setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return netlink;
}

static bool by_netlink(socket_list *sockets, const uint16_t *ports, int32_t count) {
    int netlink = open_netlink();
    if (netlink < 0) return false;
    uint32_t held = 1u << CLT_TCP_ESTABLISHED | 1u << CLT_TCP_CLOSE_WAIT | 1u << CLT_TCP_LISTEN;
    bool is_done =
        ask(netlink, held, LEAVE_OUT_REMOTE, ports, count) && read_answer(netlink, take_socket, sockets);
    // What is in TIME_WAIT at other ports can be very much, and concerns nobody.
    if (is_done && count > 0)
        is_done = ask(netlink, 1u << CLT_TCP_TIME_WAIT, KEEP_LOCAL, ports, count) &&
                  read_answer(netlink, take_socket, sockets);
    int error = errno;
    close(netlink);
    errno = error;
    return is_done;
}

// MARK: - Listeners of a port

typedef struct {
    clt_listener *list;
    int32_t count, capacity;
} listener_list;

static bool append_listener(listener_list *listeners, clt_listener listener) {
    if (listeners->count == listeners->capacity) {
        int32_t capacity = listeners->capacity > 0 ? 2 * listeners->capacity : 16;
        clt_listener *grown = realloc(listeners->list, (size_t)capacity * sizeof *grown);
        if (grown == NULL) return false;
        listeners->list = grown;
        listeners->capacity = capacity;
    }
    listeners->list[listeners->count++] = listener;
    return true;
}

static bool take_listener(void *list, const struct nlmsghdr *head) {
    const struct inet_diag_msg *message = NLMSG_DATA(head);
    clt_listener listener = {
        .address_size = message->idiag_family == AF_INET6 ? 16 : 4, .inode = message->idiag_inode};
    memcpy(listener.address, message->id.idiag_src, listener.address_size);
    int rest = (int)(head->nlmsg_len - NLMSG_LENGTH(sizeof *message));
    for (const struct rtattr *attribute = (const struct rtattr *)(message + 1);
         RTA_OK(attribute, rest); attribute = RTA_NEXT(attribute, rest))
        if (attribute->rta_type == INET_DIAG_SKV6ONLY)
            listener.is_ipv6_only = *(const uint8_t *)RTA_DATA(attribute) != 0;
    return append_listener(list, listener);
}

/// Reads the hexadecimal address of a row, in which each word of 4 bytes has the machine's order.
static bool read_address(const char *text, clt_listener *listener) {
    listener->address_size = (uint8_t)(strcspn(text, ":") / 2);
    if (listener->address_size != 4 && listener->address_size != 16) return false;
    for (int word = 0; word < listener->address_size / 4; word++) {
        unsigned value;
        if (sscanf(text + 8 * word, "%8x", &value) != 1) return false;
        uint32_t bytes = value;
        memcpy(listener->address + 4 * word, &bytes, sizeof bytes);
    }
    return true;
}

/// Whether a socket takes no IPv4 is not said here.
static bool listeners_of_file(const char *path, uint16_t port, listener_list *listeners) {
    FILE *file = fopen(path, "re");
    if (file == NULL) return false;
    char line[512], address[64];
    bool is_whole = true;
    while (is_whole && fgets(line, sizeof line, file) != NULL) {
        unsigned local, state;
        unsigned long long inode;
        clt_listener listener = {0};
        if (sscanf(
                line,
                " %*d: %63[0-9A-Fa-f]:%x %*[0-9A-Fa-f]:%*x %x %*x:%*x %*x:%*x %*x %*u %*d %llu",
                address, &local, &state, &inode) != 4 ||
            local != port || state != CLT_TCP_LISTEN || !read_address(address, &listener))
            continue;
        listener.inode = inode;
        is_whole = append_listener(listeners, listener);
    }
    fclose(file);
    return is_whole;
}

int32_t clt_tcp_listeners(uint16_t port, clt_listener **list) {
    listener_list listeners = {0};
    int netlink = open_netlink();
    bool is_done = netlink >= 0 && ask(netlink, 1u << CLT_TCP_LISTEN, KEEP_LOCAL, &port, 1) &&
                   read_answer(netlink, take_listener, &listeners);
    if (netlink >= 0) close(netlink);
    if (!is_done) {
        listeners.count = 0;
        is_done = listeners_of_file("/proc/net/tcp", port, &listeners);
        if (is_done) (void)listeners_of_file("/proc/net/tcp6", port, &listeners);
    }
    if (!is_done) free(listeners.list);
    *list = is_done ? listeners.list : NULL;
    return is_done ? listeners.count : -1;
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

/// Hands a list over, or frees it and keeps `errno`.
static int32_t hand_over(socket_list *sockets, bool is_done, clt_tcp_socket **list) {
    int error = errno;
    if (!is_done) free(sockets->list);
    *list = is_done ? sockets->list : NULL;
    errno = error;
    return is_done ? sockets->count : -1;
}

int32_t clt_tcp_sockets_of_files(clt_tcp_socket **list) {
    socket_list sockets = {0};
    bool is_done = by_file("/proc/net/tcp", &sockets);
    // A machine without IPv6 has no such file.
    if (is_done) (void)by_file("/proc/net/tcp6", &sockets);
    return hand_over(&sockets, is_done, list);
}

int32_t clt_tcp_sockets(const uint16_t *ports, int32_t port_count, clt_tcp_socket **list) {
    socket_list sockets = {0};
    int32_t count = port_count < MOST_PORTS ? port_count : MOST_PORTS;
    if (by_netlink(&sockets, ports, count)) return hand_over(&sockets, true, list);
    free(sockets.list);
    return clt_tcp_sockets_of_files(list);
}

bool clt_shares_network(int32_t process) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/ns/net", process);
    struct stat its, ours;
    return stat(path, &its) != 0 || stat("/proc/self/ns/net", &ours) != 0 ||
           its.st_ino == ours.st_ino;
}

int32_t clt_socket_inodes(int32_t process, uint64_t **list) {
    *list = NULL;
    char path[64], target[64];
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    DIR *folder = opendir(path);
    // One that has ended meanwhile holds none.
    if (folder == NULL) return errno == EACCES || errno == EPERM ? -1 : 0;
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
