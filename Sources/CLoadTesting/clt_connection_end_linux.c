#if defined(__linux__)

#include "clt_connection_end.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

/// The minimum round trip: the smoothed one includes acknowledgements delayed until an answer. Sums
/// of bytes: the count in flight is lost at a reset.
void clt_note_transport(clt_connection_end *end, int descriptor) {
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &length) != 0) return;
    // The sums came with Linux 4.19.
    if (length < offsetof(struct tcp_info, tcpi_bytes_retrans) + sizeof info.tcpi_bytes_retrans)
        return;
    end->round_trip = (int64_t)info.tcpi_min_rtt * 1000;
    end->is_acknowledged = info.tcpi_bytes_acked + info.tcpi_bytes_retrans >= info.tcpi_bytes_sent;
}

#endif
