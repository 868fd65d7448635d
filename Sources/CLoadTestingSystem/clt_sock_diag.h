// The system's table of TCP sockets by netlink, see sock_diag(7).

#ifndef CLT_SOCK_DIAG_H
#define CLT_SOCK_DIAG_H

#include <linux/netlink.h>
#include <stdbool.h>
#include <stdint.h>

/// The maximum ports of a filter.
enum { CLT_MAX_FILTER_PORTS = 16 };

/// Leaves out sockets whose remote port is one of some, or keeps those whose local port is, or
/// those whose remote port is, with what TCP knows of them (`INET_DIAG_INFO`).
typedef enum { CLT_LEAVE_OUT_REMOTE, CLT_KEEP_LOCAL, CLT_KEEP_REMOTE } clt_port_filter;

/// Takes a message, an `inet_diag_msg`; false when there is no memory.
typedef bool clt_sock_diag_take(void *list, const struct nlmsghdr *message);

/// A socket to ask with, to be closed by the caller, or -1.
int clt_sock_diag_open(void);

/// Iterates over the sockets in some states, a bit for each, all of them where there are no ports;
/// false with `errno` when the system refuses.
bool clt_sock_diag(
    int netlink, uint32_t states, clt_port_filter kind, const uint16_t *ports, int32_t count,
    clt_sock_diag_take *take, void *list);

#endif
