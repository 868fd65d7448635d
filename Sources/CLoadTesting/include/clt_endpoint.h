// The addresses of names that have several, and their use.

#ifndef CLT_ENDPOINT_H
#define CLT_ENDPOINT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

/// One address of a name.
typedef struct clt_endpoint {
    struct sockaddr_storage address;
    /// The address in numbers, as libcurl writes it.
    char text[INET6_ADDRSTRLEN];
    int32_t port;
    /// Requests whose last connection was to it, and those of them that failed.
    uint64_t requests, failures;
    /// Connections that it refused.
    uint64_t refusals;
} clt_endpoint;

/// Makes an endpoint of an address in numbers; false when it is none.
bool clt_endpoint_make(clt_endpoint *_Nonnull endpoint, const char *_Nonnull text, int port);

/// The endpoint of an address, or NULL.
clt_endpoint *_Nullable clt_endpoint_at(clt_endpoint *_Nonnull endpoints, int32_t count,
                                        const struct sockaddr *_Nonnull address);

/// The endpoint of an address in numbers, or NULL.
clt_endpoint *_Nullable clt_endpoint_named(clt_endpoint *_Nonnull endpoints, int32_t count,
                                           const char *_Nonnull text, int port);

#endif
