// Names to addresses, and the check for private ones.

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
    /// Loopback or private.
    bool is_private;
} clt_address;

/// Whether an address is loopback or private (RFC 1918, RFC 4193), and none of those at which
/// clouds give credentials.
bool clt_is_private(const struct sockaddr *_Nonnull address);

/// Resolves a name. Returns the number of addresses written, or a negative EAI code. Provided
/// because addrinfo's linked list of unions is inconvenient in Swift. Blocks.
int clt_resolve(const char *_Nonnull host, int port, clt_address *_Nonnull addresses, int capacity);

/// Reads an address in numbers, without a resolver; false when the text is none.
bool clt_address_parse(clt_address *_Nonnull address, const char *_Nonnull text, int port);

/// The message of a negative code of clt_resolve.
const char *_Nonnull clt_resolve_message(int code);

/// The maximum addresses probed, and the error of one that does not answer.
enum { CLT_MAX_PROBES = 64, CLT_PROBE_UNANSWERED = -1 };

/// Opens a TCP connection to each address at once and closes it again: 0, or the error. Blocks.
void clt_probe(const clt_address *_Nonnull addresses, int count, int timeout_milliseconds,
               int *_Nonnull errors);

#endif
