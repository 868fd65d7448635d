// Bytes sent to a port, TCP or UDP: for backends beside a load. All of it blocks, within a limit.

#ifndef CLT_SENDER_H
#define CLT_SENDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// The number for a step that took too long, and for an end by the peer.
enum { CLT_SENDER_TIMEOUT = -1, CLT_SENDER_CLOSED = -2 };

/// Opens a socket to the first address of a name that takes it; the descriptor, or -1.
///
/// The error is a number of the system's, `CLT_SENDER_TIMEOUT`, or where the name does not resolve
/// that of clt_resolve, which is negated and with `is_unresolved`.
int clt_sender_open(
    const char *_Nonnull host, int port, bool is_datagram, int milliseconds, int *_Nonnull error,
    bool *_Nonnull is_unresolved);

/// Sends all bytes, as one datagram where it is one: 0, or the error.
int clt_sender_send(
    int descriptor, const void *_Nonnull bytes, size_t count, int milliseconds);

/// Whether the peer has ended the connection: what is written then is lost without an error.
bool clt_sender_is_closed(int descriptor);

/// Receives bytes: their number, 0 at the end, or the negated error; `CLT_SENDER_TIMEOUT` where
/// none come in time.
ssize_t clt_sender_receive(
    int descriptor, void *_Nonnull bytes, size_t capacity, int milliseconds);

/// Listens at an address of this machine, IPv4 or IPv6 in numbers; the descriptor, or the negated
/// error.
int clt_sender_listen(const char *_Nonnull address, uint16_t port);

/// The next connection of a listening socket, -1 where none comes in time, or the socket is shut.
int clt_sender_accept(int listener, int milliseconds);

#endif
