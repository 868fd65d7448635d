#include "clt_address.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clt_clock.h"

/// Not so link-local addresses: at 169.254.169.254 and its like a cloud gives credentials to any
/// client.
static bool clt_is_private_v4(uint32_t address) {
    return address >> 24 == 127 || address >> 24 == 10 || address >> 20 == 0xac1 ||
           address >> 16 == 0xc0a8 || address == 0;
}

/// Whether an address of RFC 4193 is one at which clouds give credentials: fd00:ec2::/32 of Amazon,
/// fd20:ce::/32 of Google.
static bool clt_is_metadata_v6(const uint8_t *bytes) {
    static const uint8_t prefixes[][4] = {{0xfd, 0x00, 0x0e, 0xc2}, {0xfd, 0x20, 0x00, 0xce}};
    return memcmp(bytes, prefixes[0], 4) == 0 || memcmp(bytes, prefixes[1], 4) == 0;
}

static bool clt_is_private_v6(const struct in6_addr *address) {
    if (IN6_IS_ADDR_V4MAPPED(address)) {
        uint32_t mapped;
        memcpy(&mapped, address->s6_addr + 12, sizeof mapped);
        return clt_is_private_v4(ntohl(mapped));
    }
    if (IN6_IS_ADDR_LOOPBACK(address) || IN6_IS_ADDR_UNSPECIFIED(address)) return true;
    return (address->s6_addr[0] & 0xfe) == 0xfc && !clt_is_metadata_v6(address->s6_addr);
}

bool clt_is_private(const struct sockaddr *address) {
    if (address->sa_family == AF_INET)
        return clt_is_private_v4(ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr));
    if (address->sa_family == AF_INET6)
        return clt_is_private_v6(&((const struct sockaddr_in6 *)address)->sin6_addr);
    return false;
}

static int clt_look_up(const char *host, int port, int flags, clt_address *addresses,
                       int capacity) {
    char service[16];
    snprintf(service, sizeof service, "%d", port);
    struct addrinfo hints = {
        .ai_flags = flags, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
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

int clt_resolve(const char *host, int port, clt_address *addresses, int capacity) {
    return clt_look_up(host, port, 0, addresses, capacity);
}

bool clt_address_parse(clt_address *address, const char *text, int port) {
    return clt_look_up(text, port, AI_NUMERICHOST | AI_NUMERICSERV, address, 1) == 1;
}

const char *clt_resolve_message(int code) {
#if defined(__APPLE__)
    return gai_strerror(-code);
#else
    return gai_strerror(code);
#endif
}

/// Begins to connect; the error, 0 while none is known.
static int clt_begin_probe(const clt_address *address, int *descriptor) {
    *descriptor = socket(address->storage.ss_family, SOCK_STREAM, 0);
    if (*descriptor < 0) return errno;
    fcntl(*descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(*descriptor, F_SETFL, fcntl(*descriptor, F_GETFL) | O_NONBLOCK);
    const struct sockaddr *to = (const struct sockaddr *)&address->storage;
    if (connect(*descriptor, to, address->length) == 0 || errno == EINPROGRESS) return 0;
    return errno;
}

void clt_probe(const clt_address *addresses, int count, int timeout_milliseconds, int *errors) {
    struct pollfd wanted[CLT_MAX_PROBES];
    if (count > CLT_MAX_PROBES) count = CLT_MAX_PROBES;
    int64_t end = clt_monotonic_nanoseconds() + (int64_t)timeout_milliseconds * 1000000;
    for (int index = 0; index < count; index++) {
        wanted[index].events = POLLOUT;
        errors[index] = clt_begin_probe(&addresses[index], &wanted[index].fd);
        if (errors[index] != 0 && wanted[index].fd >= 0) {
            close(wanted[index].fd);
            wanted[index].fd = -1;
        }
    }
    for (int open = count; open > 0;) {
        int64_t left = (end - clt_monotonic_nanoseconds()) / 1000000;
        int ready = left < 0 ? 0 : poll(wanted, (nfds_t)count, (int)left);
        if (ready < 0 && errno == EINTR) continue;
        if (ready <= 0) break;
        open = 0;
        for (int index = 0; index < count; index++) {
            if (wanted[index].fd < 0) continue;
            open++;
            if (!wanted[index].revents) continue;
            socklen_t length = sizeof errors[index];
            getsockopt(wanted[index].fd, SOL_SOCKET, SO_ERROR, &errors[index], &length);
            close(wanted[index].fd);
            wanted[index].fd = -1;
            open--;
        }
    }
    for (int index = 0; index < count; index++)
        if (wanted[index].fd >= 0) {
            errors[index] = CLT_PROBE_UNANSWERED;
            close(wanted[index].fd);
        }
}
