#include "clt_attention.h"

#if defined(__linux__)

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

int64_t clt_last_received_nanoseconds(int descriptor) {
    struct tcp_info info;
    socklen_t size = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) return -1;
    return (int64_t)info.tcpi_last_data_recv * 1000000;
}

#else

int64_t clt_last_received_nanoseconds(int descriptor) {
    (void)descriptor;
    return -1;
}

#endif
