#include "clt_write.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

/// Writes all bytes, or as many as the file takes until it takes none any more.
static void clt_write_bytes(int descriptor, const char *bytes, size_t count) {
    while (count > 0) {
        ssize_t written = write(descriptor, bytes, count);
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        } else if (written < 0 && errno == EAGAIN) {
            struct pollfd waiting = {.fd = descriptor, .events = POLLOUT};
            poll(&waiting, 1, -1);
        } else if (written == 0 || errno != EINTR) {
            return;
        }
    }
}

void clt_write(int descriptor, const char *bytes, size_t count) {
    sigset_t broken, before, pending;
    sigemptyset(&broken);
    sigaddset(&broken, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken, &before);
    sigpending(&pending);
    bool was_pending = sigismember(&pending, SIGPIPE);
    clt_write_bytes(descriptor, bytes, count);
    sigpending(&pending);
    // Only a signal that this call has caused is taken away, before the thread lets it through
    // again.
    int number;
    if (!was_pending && sigismember(&pending, SIGPIPE)) sigwait(&broken, &number);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}
