// The maker's side of a relay.

#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "clt_relay.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "clt_fork.h"
#include "clt_relay_parts.h"

struct clt_relay {
    clt_relay_shared *shared;
    /// 0 when it was reaped.
    pid_t process;
    int32_t identifier;
    /// The maker's end of a pair of sockets: a byte signals a change, its end the end of the relay.
    int signal_socket;
    int port;
};

/// Wakes the relay's process. Too many bytes unread wake it, too.
static void clt_relay_notify(const clt_relay *relay) {
#if defined(__linux__)
    (void)!send(relay->signal_socket, "", 1, MSG_NOSIGNAL);
#else
    (void)!send(relay->signal_socket, "", 1, 0);
#endif
}

static int clt_relay_socket(void) {
#if defined(__linux__)
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
#else
    int made = socket(AF_INET, SOCK_STREAM, 0);
    if (made >= 0) fcntl(made, F_SETFD, FD_CLOEXEC);
    return made;
#endif
}

static bool clt_relay_bind(int listener, int *port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (bind(listener, (struct sockaddr *)&address, length) != 0 ||
        getsockname(listener, (struct sockaddr *)&address, &length) != 0)
        return false;
    *port = ntohs(address.sin_port);
    return true;
}

/// Allows listening again on a port whose closed connections the system still remembers.
static void clt_relay_reuse(int listener) {
    int on = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}

/// Binds to a free port. Linux keeps a port for a socket that stops listening only if it was bound
/// by its number, so there it is bound once to learn the number, and then by that.
static int clt_relay_take_port(int *port) {
    int taken = clt_relay_socket();
    *port = 0;
    if (taken < 0 || !clt_relay_bind(taken, port)) {
        if (taken >= 0) close(taken);
        return -1;
    }
    clt_relay_reuse(taken);
#if defined(__linux__)
    int again = clt_relay_socket();
    if (again >= 0) {
        clt_relay_reuse(again);
        if (!clt_relay_bind(again, port)) {
            close(again);
            again = -1;
        }
    }
    close(taken);
    return again;
#else
    return taken;
#endif
}

static int clt_relay_listen(int *port) {
    int listener = clt_relay_take_port(port);
    if (listener < 0) return -1;
    if (clt_relay_nonblocking(listener) && listen(listener, 4096) == 0) return listener;
    int error = errno;
    close(listener);
    errno = error;
    return -1;
}

/// Forks. No signal reaches the fork before it has forgotten the maker's handlers.
static pid_t clt_relay_fork(clt_relay_loop *loop) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t process = fork();
    if (process == 0) {
        clt_relay_isolate(&loop->listener, &loop->lifeline);
        clt_relay_run(loop);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return process;
}

/// Waits until the written changes are in force; false when the relay ended, or is stopped for 10
/// s.
static bool clt_relay_await(const clt_relay *relay) {
    const clt_relay_shared *shared = relay->shared;
    struct pollfd wait = {.fd = relay->signal_socket, .events = POLLIN};
    while (atomic_load(&shared->applied) != atomic_load(&shared->version)) {
        int ready = poll(&wait, 1, 10000);
        if (ready < 0 && errno == EINTR) continue;
        char words[16];
        if (ready > 0 && recv(relay->signal_socket, words, sizeof words, 0) > 0) continue;
        errno = ECHILD;
        return false;
    }
    return true;
}

static bool clt_relay_launch(clt_relay *relay) {
    int ends[2];
    int listener = clt_relay_listen(&relay->port);
    if (listener < 0) return false;
    bool is_paired = clt_fork_pair(ends);
    if (is_paired) {
        for (int end = 0; end < 2; end++) clt_relay_nonblocking(ends[end]);
        clt_relay_loop loop = {
            .shared = relay->shared,
            .listener = listener,
            .lifeline = ends[0],
            .parent = getpid(),
        };
        relay->identifier = clt_relay_fork(&loop);
    }
    int error = errno;
    close(listener);
    if (is_paired) close(ends[0]);
    if (is_paired && relay->identifier > 0) {
        relay->process = relay->identifier;
        relay->signal_socket = ends[1];
        // Until then it could hold another socket's port or keep a pipe from ending.
        return clt_relay_await(relay);
    }
    if (is_paired) close(ends[1]);
    errno = error;
    return false;
}

clt_relay *clt_relay_start(const clt_address *targets, int count, const clt_toxic *toxics,
                           int toxic_count) {
    clt_relay *relay = calloc(1, sizeof *relay);
    if (!relay) return NULL;
    relay->signal_socket = -1;
    void *page = mmap(NULL, sizeof *relay->shared, PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page != MAP_FAILED) {
        relay->shared = page;
        if (count > CLT_RELAY_TARGETS) count = CLT_RELAY_TARGETS;
        relay->shared->target_count = count;
        memcpy(relay->shared->targets, targets, (size_t)count * sizeof *targets);
        clt_relay_change(relay, toxics, toxic_count, false);
        if (clt_relay_launch(relay)) return relay;
    }
    int error = errno;
    clt_relay_destroy(relay);
    errno = error;
    return NULL;
}

int clt_relay_port(const clt_relay *relay) { return relay->port; }

int32_t clt_relay_process(const clt_relay *relay) { return relay->identifier; }

void clt_relay_change(clt_relay *relay, const clt_toxic *toxics, int count, bool is_down) {
    clt_relay_shared *shared = relay->shared;
    if (count > CLT_RELAY_TOXICS) count = CLT_RELAY_TOXICS;
    uint32_t version = atomic_load(&shared->version);
    atomic_store(&shared->version, version + 1);
    atomic_thread_fence(memory_order_seq_cst);
    shared->is_down = is_down;
    shared->toxic_count = count;
    if (count > 0) memcpy(shared->toxics, toxics, (size_t)count * sizeof *toxics);
    atomic_thread_fence(memory_order_seq_cst);
    atomic_store(&shared->version, version + 2);
    if (relay->signal_socket < 0) return;
    clt_relay_notify(relay);
    clt_relay_await(relay);
}

clt_relay_counts clt_relay_read_counts(const clt_relay *relay) {
    clt_relay_shared *shared = relay->shared;
    return (clt_relay_counts){
        .accepted = atomic_load(&shared->accepted),
        .open = relay->process == 0 ? 0 : atomic_load(&shared->open),
        .refused = atomic_load(&shared->refused),
        .resets = atomic_load(&shared->resets),
        .bytes_upstream = atomic_load(&shared->bytes[0]),
        .bytes_downstream = atomic_load(&shared->bytes[1]),
    };
}

bool clt_relay_is_running(clt_relay *relay) {
    if (relay->process == 0) return false;
    pid_t ended = waitpid(relay->process, NULL, WNOHANG);
    if (ended == 0 || (ended < 0 && errno == EINTR)) return true;
    relay->process = 0;
    return false;
}

void clt_relay_stop(clt_relay *relay) {
    if (clt_relay_is_running(relay)) {
        kill(relay->process, SIGKILL);
        while (waitpid(relay->process, NULL, 0) < 0 && errno == EINTR) {
        }
        relay->process = 0;
    }
    if (relay->signal_socket >= 0) close(relay->signal_socket);
    relay->signal_socket = -1;
}

void clt_relay_destroy(clt_relay *relay) {
    clt_relay_stop(relay);
    if (relay->shared) munmap(relay->shared, sizeof *relay->shared);
    free(relay);
}
