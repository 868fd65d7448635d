#include "clt_spawn.h"

#include "clt_fork.h"
#include "clt_supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef MSG_NOSIGNAL
#define MSG_NOSIGNAL 0
#endif

int32_t clt_server_launch(const clt_launch *launch, int *control) {
    int ends[2];
    if (!clt_fork_pair(ends)) return -1;
    // No handler of this process may run in the supervisor.
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t supervisor = fork();
    if (supervisor == 0) clt_supervise_server(launch, ends[1]);
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(ends[1]);
    if (supervisor < 0) close(ends[0]);
    *control = supervisor < 0 ? -1 : ends[0];
    errno = error;
    return supervisor;
}

int clt_server_next_event(int control, clt_server_event *event) {
    ssize_t count;
    do {
        count = recv(control, event, sizeof *event, MSG_DONTWAIT);
    } while (count < 0 && errno == EINTR);
    if (count == (ssize_t)sizeof *event) return 1;
    return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? 0 : -1;
}

void clt_server_await_event(int control, int milliseconds) {
    struct pollfd waiting = {.fd = control, .events = POLLIN};
    poll(&waiting, 1, milliseconds);
}

void clt_server_end(int control, int32_t grace_milliseconds) {
    send(control, &grace_milliseconds, sizeof grace_milliseconds, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void clt_server_reap_supervisor(int32_t supervisor) {
    while (waitpid(supervisor, NULL, 0) < 0 && errno == EINTR) continue;
}

void clt_server_kill_group(int32_t server) {
    if (server > 1) kill(-server, SIGKILL);
}
