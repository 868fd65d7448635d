#include "clt_connection_end.h"

#include <string.h>
#include <sys/socket.h>

#include "clt_clock.h"

/// The status of an unread answer, such as that to a request whose body could not be sent to its
/// end.
static int32_t clt_unread_status(int descriptor) {
    char line[12];
    if (recv(descriptor, line, sizeof line, MSG_DONTWAIT | MSG_PEEK) != sizeof line) return 0;
    if (memcmp(line, "HTTP/1.", 7) != 0 || line[8] != ' ') return 0;
    int32_t status = 0;
    for (int index = 9; index < 12; index++) {
        if (line[index] < '0' || line[index] > '9') return 0;
        status = status * 10 + (line[index] - '0');
    }
    return status;
}

clt_connection_end clt_connection_end_of(int descriptor) {
    clt_connection_end end = {.instant = clt_monotonic_nanoseconds()};
    clt_note_transport(&end, descriptor);
    end.status = clt_unread_status(descriptor);
    return end;
}

bool clt_ended_unread(const clt_connection_end *end, int64_t written,
                      int64_t reading_nanoseconds) {
    int64_t limit = 2 * end->round_trip;
    if (limit < reading_nanoseconds) limit = reading_nanoseconds;
    return !end->is_acknowledged && end->status == 0 && end->instant - written <= limit;
}
