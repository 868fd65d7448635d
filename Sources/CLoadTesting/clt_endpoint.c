#include "clt_endpoint.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

static const void *clt_bytes_of(const struct sockaddr *address, size_t *length, int *port) {
    if (address->sa_family == AF_INET6) {
        const struct sockaddr_in6 *wide = (const void *)address;
        *length = sizeof wide->sin6_addr;
        *port = ntohs(wide->sin6_port);
        return &wide->sin6_addr;
    }
    const struct sockaddr_in *narrow = (const void *)address;
    *length = sizeof narrow->sin_addr;
    *port = ntohs(narrow->sin_port);
    return &narrow->sin_addr;
}

bool clt_endpoint_make(clt_endpoint *endpoint, const char *text, int port) {
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    struct addrinfo hints = {.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                             .ai_socktype = SOCK_STREAM};
    struct addrinfo *found = NULL;
    if (getaddrinfo(text, service, &hints, &found) != 0) return false;
    memset(endpoint, 0, sizeof *endpoint);
    memcpy(&endpoint->address, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    endpoint->port = port;
    size_t length;
    const void *bytes = clt_bytes_of((const void *)&endpoint->address, &length, &port);
    return inet_ntop(endpoint->address.ss_family, bytes, endpoint->text,
                     sizeof endpoint->text) != NULL;
}

clt_endpoint *clt_endpoint_at(clt_endpoint *endpoints, int32_t count,
                              const struct sockaddr *address) {
    size_t length, other_length;
    int port, other_port;
    const void *bytes = clt_bytes_of(address, &length, &port);
    for (int32_t index = 0; index < count; index++) {
        const struct sockaddr *other = (const void *)&endpoints[index].address;
        const void *other_bytes = clt_bytes_of(other, &other_length, &other_port);
        if (other->sa_family == address->sa_family && port == other_port &&
            memcmp(bytes, other_bytes, length) == 0)
            return &endpoints[index];
    }
    return NULL;
}

clt_endpoint *clt_endpoint_named(clt_endpoint *endpoints, int32_t count, const char *text,
                                 int port) {
    for (int32_t index = 0; index < count; index++)
        if (endpoints[index].port == port && strcmp(endpoints[index].text, text) == 0)
            return &endpoints[index];
    return NULL;
}
