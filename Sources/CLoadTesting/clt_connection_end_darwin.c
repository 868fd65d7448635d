#if defined(__APPLE__)

#include "clt_connection_end.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/tcp_fsm.h>
#include <sys/socket.h>

/// A reset empties the send buffer, so it proves no acknowledgement.
void clt_note_transport(clt_connection_end *end, int descriptor) {
    struct tcp_connection_info info = {0};
    socklen_t length = sizeof info;
    if (getsockopt(descriptor, IPPROTO_TCP, TCP_CONNECTION_INFO, &info, &length) != 0) return;
    end->round_trip = (int64_t)info.tcpi_srtt * 1000000;
    end->is_acknowledged = info.tcpi_state != TCPS_CLOSED && info.tcpi_snd_sbbytes == 0;
}

#endif
