// Names to addresses, and which addresses are somebody else's.

#ifndef CLT_ADDRESS_H
#define CLT_ADDRESS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

typedef struct clt_address {
    struct sockaddr_storage storage;
    socklen_t length;
    /// The address in numbers.
    char text[INET6_ADDRSTRLEN];
    /// Loopback, private or link-local.
    bool is_private;
} clt_address;

/// Whether an address is loopback, private (RFC 1918, RFC 4193) or link-local.
bool clt_is_private(const struct sockaddr *_Nonnull address);

/// Resolves a name. Returns how many addresses were written, or a negative EAI code.
/// Provided because addrinfo's linked list of unions is no pleasure in Swift. Blocks.
int clt_resolve(const char *_Nonnull host, int port, clt_address *_Nonnull addresses, int capacity);

/// The message of a negative code of clt_resolve.
const char *_Nonnull clt_resolve_message(int code);

/// Whether a TCP connection to the address opens within a time. Blocks.
bool clt_accepts_connections(const clt_address *_Nonnull address, int timeout_milliseconds);

#endif
