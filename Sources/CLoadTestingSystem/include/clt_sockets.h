// TCP sockets and their holders, read from the system: sock_diag(7) and /proc on Linux, libproc on
// macOS.

#ifndef CLT_SOCKETS_H
#define CLT_SOCKETS_H

#include <stdbool.h>
#include <stdint.h>

/// A TCP socket.
typedef struct {
    uint8_t state;
    uint16_t local_port;
    uint16_t remote_port;
    /// Whether both ends are on this machine; also where that is not known.
    bool is_local;
    /// Of a listening socket: connections that wait to be accepted. Of another one: bytes that
    /// were received and not read yet.
    uint32_t queued;
    /// Of a listening socket: the maximum of connections that may wait. Of another one: bytes that
    /// were written and not acknowledged yet. 0 where the system does not say.
    uint32_t unsent;
    /// Its number in the system; 0 for one that no process holds any more.
    uint64_t inode;
} clt_tcp_socket;

/// States of a TCP socket, as `clt_tcp_socket` has them.
enum {
    CLT_TCP_ESTABLISHED = 1,
    CLT_TCP_TIME_WAIT = 6,
    CLT_TCP_CLOSE_WAIT = 8,
    CLT_TCP_LISTEN = 10,
};

/// Sockets of connections that a server has accepted, by state.
typedef struct {
    int32_t established;
    int32_t close_wait;
    int32_t time_wait;
    /// Established ones with input that was not read yet.
    int32_t unread;
    /// Established ones with much output that the other end has not taken yet, 16 KiB or more.
    int32_t unsent;
} clt_accepted_sockets;

/// Takes accepted connections out of the sockets, by the ports that the server listens on, adds
/// them to `accepted`, and moves the others to the front; returns the number of these.
///
/// Connections *to* such a port are removed, too: they are clients of the server's.
int32_t clt_sort_out_accepted(
    clt_tcp_socket *_Nonnull list, int32_t count, const bool *_Nonnull is_listening,
    clt_accepted_sockets *_Nonnull accepted);

/// A connection to a port of another process.
typedef struct {
    uint16_t remote_port;
    uint64_t inode;
    /// Whether something was sent since the last byte came, so that an answer is due.
    bool awaits_answer;
} clt_tcp_conversation;

/// A TCP socket that listens.
typedef struct {
    /// The bytes of its address: all zero listens at every one.
    uint8_t address[16];
    /// 4 or 16.
    uint8_t address_size;
    uint16_t port;
    /// Of an IPv6 socket: whether it takes no IPv4 connections.
    bool is_ipv6_only;
    uint64_t inode;
} clt_listener;

#if defined(__linux__)

/// The TCP sockets of our network namespace that listen on a port, 0 for any. The list is the
/// caller's to free; the number is -1 with `errno` where the system does not say.
int32_t clt_tcp_listeners(uint16_t port, clt_listener *_Nullable *_Nonnull list);

/// The TCP sockets of our network namespace in the states that have a name here. The list is the
/// caller's to free; the number is -1 with `errno` where the system does not say.
///
/// Each costs a microsecond. So those connected to one of the ports, which are clients, are left
/// out where the system can do that, and those in TIME_WAIT at none of them. Of more than sixteen
/// ports the others have no TIME_WAIT.
int32_t clt_tcp_sockets(
    const uint16_t *_Nullable ports, int32_t port_count, clt_tcp_socket *_Nullable *_Nonnull list);

/// The established connections of our network namespace to one of at most sixteen ports. The list
/// is the caller's to free; the number is -1 with `errno` where the system does not say.
int32_t clt_tcp_conversations(
    const uint16_t *_Nonnull ports, int32_t port_count,
    clt_tcp_conversation *_Nullable *_Nonnull list);

/// All of them as /proc/net/tcp lists them, where sock_diag(7) is refused: far slower.
int32_t clt_tcp_sockets_of_files(clt_tcp_socket *_Nullable *_Nonnull list);

/// The listeners as /proc/net/tcp lists them, which does not tell whether one takes IPv4.
int32_t clt_tcp_listeners_of_files(uint16_t port, clt_listener *_Nullable *_Nonnull list);

/// Whether a process sees the network that we see; also where that can't be read.
bool clt_shares_network(int32_t process);

/// The numbers of the sockets that a process holds, TCP or not. The list is the caller's to free;
/// the number is -1 where the process is not ours to read.
int32_t clt_socket_inodes(int32_t process, uint64_t *_Nullable *_Nonnull list);

#elif defined(__APPLE__)

/// The TCP sockets that a process holds. The list is the caller's to free; the number is -1 where
/// the process is not ours to read.
int32_t clt_process_tcp_sockets(int32_t process, clt_tcp_socket *_Nullable *_Nonnull list);

/// The TCP sockets with which a process listens on a port, 0 for any. The list is the caller's to
/// free; the number is -1 where the process is not ours to read.
int32_t clt_process_listeners(
    int32_t process, uint16_t port, clt_listener *_Nullable *_Nonnull list);

#endif

#endif
