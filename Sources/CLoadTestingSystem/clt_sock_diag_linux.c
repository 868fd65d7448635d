#if defined(__linux__)

#include "clt_sock_diag.h"

#include <errno.h>
#include <linux/inet_diag.h>
#include <linux/rtnetlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

int clt_sock_diag_open(void) {
    int netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_INET_DIAG);
    // No observation is worth a longer wait.
    struct timeval limit = {.tv_sec = 1};
    if (netlink >= 0) setsockopt(netlink, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return netlink;
}

/// A program that the kernel runs for each socket: tests of 8 bytes, jumps of 4.
///
/// `yes` and `no` are the bytes by which it jumps. At the end a socket is kept, 4 bytes behind it
/// left out. The kernel takes a program only when all `yes` in a row lead to the end, past each
/// place to which a `no` leads (inet_diag_bc_audit), so that only a `no` can leave out.
typedef struct {
    struct inet_diag_bc_op steps[5 * CLT_MAX_FILTER_PORTS];
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
    port_filter *filter, clt_port_filter kind, const uint16_t *ports, int32_t count) {
    filter->count = 0;
    for (int32_t index = 0; index < count; index++) {
        uint16_t port = ports[index], more = (uint16_t)((count - index - 1) * 5 * step_size);
        bool is_local = kind == CLT_KEEP_LOCAL;
        if (kind != CLT_LEAVE_OUT_REMOTE) {
            // At the port: to the end, at once for the last one. Not at it: to the next port.
            uint8_t at_least = is_local ? INET_DIAG_BC_S_GE : INET_DIAG_BC_D_GE;
            uint8_t at_most = is_local ? INET_DIAG_BC_S_LE : INET_DIAG_BC_D_LE;
            add_test(filter, at_least, port, 5 * step_size);
            add_test(filter, at_most, port, 3 * step_size);
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
/// The oldest form of the request is the only one that has both families in one answer: each walks
/// the whole table of the system, which takes a millisecond however few there are.
static bool ask(
    int netlink, uint32_t states, clt_port_filter kind, const uint16_t *ports, int32_t count) {
    struct {
        struct nlmsghdr head;
        struct inet_diag_req body;
        struct nlattr attribute;
        struct inet_diag_bc_op filter[5 * CLT_MAX_FILTER_PORTS];
    } request = {
        .head = {.nlmsg_type = TCPDIAG_GETSOCK, .nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP},
        .body = {
            .idiag_family = AF_INET,
            .idiag_states = states,
            .idiag_ext = kind == CLT_KEEP_REMOTE ? 1 << (INET_DIAG_INFO - 1) : 0,
        },
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

/// Reads the answer to its end; false with `errno` when the system refuses.
static bool read_answer(int netlink, clt_sock_diag_take *take, void *list) {
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

bool clt_sock_diag(
    int netlink, uint32_t states, clt_port_filter kind, const uint16_t *ports, int32_t count,
    clt_sock_diag_take *take, void *list) {
    return ask(netlink, states, kind, ports, count) && read_answer(netlink, take, list);
}

#endif
