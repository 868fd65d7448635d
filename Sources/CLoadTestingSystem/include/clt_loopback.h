// A port of 127.0.0.1, to test a server's readiness: nothing here blocks.

#ifndef CLT_LOOPBACK_H
#define CLT_LOOPBACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// Whether a server could listen on the port now.
bool clt_loopback_is_free(uint16_t port);

/// A socket that begins to connect to the port, or -1.
int clt_loopback_connect(uint16_t port);

/// The state of the connection: 1 connected, 0 not yet, -1 refused.
int clt_loopback_state(int socket);

/// Sends as many bytes as the socket takes now; -1 when the connection is broken. Provided because
/// a broken connection is a signal on some systems.
ssize_t clt_loopback_send(int socket, const void *_Nonnull bytes, size_t count);

/// Receives the bytes that are there: 0 when none are yet, -1 when the connection has ended or is
/// broken.
ssize_t clt_loopback_receive(int socket, void *_Nonnull bytes, size_t capacity);

/// The port of the socket's own end; 0 when it has none.
uint16_t clt_loopback_port(int descriptor);

#endif
