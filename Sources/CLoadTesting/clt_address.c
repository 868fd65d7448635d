#include "clt_address.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static bool clt_is_private_v4(uint32_t address) {
    return address >> 24 == 127 || address >> 24 == 10 || address >> 20 == 0xac1 ||
           address >> 16 == 0xc0a8 || address >> 16 == 0xa9fe || address == 0;
}

static bool clt_is_private_v6(const struct in6_addr *address) {
    if (IN6_IS_ADDR_V4MAPPED(address)) {
        uint32_t mapped;
        memcpy(&mapped, address->s6_addr + 12, sizeof mapped);
        return clt_is_private_v4(ntohl(mapped));
    }
    return IN6_IS_ADDR_LOOPBACK(address) || IN6_IS_ADDR_LINKLOCAL(address) ||
           IN6_IS_ADDR_UNSPECIFIED(address) || (address->s6_addr[0] & 0xfe) == 0xfc;
}

bool clt_is_private(const struct sockaddr *address) {
    if (address->sa_family == AF_INET)
        return clt_is_private_v4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    if (address->sa_family == AF_INET6)
        return clt_is_private_v6(&((const struct sockaddr_in6 *)address)->sin6_addr);
    return false;
}

int clt_resolve(const char *host, int port, clt_address *addresses, int capacity) {
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    int code = getaddrinfo(host, service, &hints, &list);
    if (code != 0) return code < 0 ? code : -code;
    int count = 0;
    for (struct addrinfo *entry = list; entry && count < capacity; entry = entry->ai_next) {
        clt_address *address = &addresses[count];
        memset(address, 0, sizeof *address);
        memcpy(&address->storage, entry->ai_addr, entry->ai_addrlen);
        address->length = entry->ai_addrlen;
        address->is_private = clt_is_private(entry->ai_addr);
        code = getnameinfo(entry->ai_addr, entry->ai_addrlen, address->text, sizeof address->text,
                           NULL, 0, NI_NUMERICHOST);
        if (code == 0) count++;
    }
    freeaddrinfo(list);
    return count;
}

const char *clt_resolve_message(int code) {
#if defined(__APPLE__)
    return gai_strerror(-code);
#else
    return gai_strerror(code);
#endif
}

bool clt_accepts_connections(const clt_address *address, int timeout_milliseconds) {
    int descriptor = socket(address->storage.ss_family, SOCK_STREAM, 0);
    if (descriptor < 0) return false;
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    connect(descriptor, (const struct sockaddr *)&address->storage, address->length);
    struct pollfd wanted = {.fd = descriptor, .events = POLLOUT};
    int error = 1;
    socklen_t length = sizeof error;
    if (poll(&wanted, 1, timeout_milliseconds) == 1)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
    close(descriptor);
    return error == 0;
}
