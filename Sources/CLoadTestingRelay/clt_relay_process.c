// The fork of a relay as a process of its own. Only calls that are safe in a signal handler, as in
// all of the relay's process.

#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "clt_fork.h"
#include "clt_relay_parts.h"

#if defined(__linux__)
#include <sys/prctl.h>
#endif

/// The maker's outputs may be pipes whose reader waits for their end.
static void clt_keep_only(int *listener, int *lifeline) {
    enum { first = 3, second = 4, beyond = 5 };
    int one = fcntl(*listener, F_DUPFD, beyond), two = fcntl(*lifeline, F_DUPFD, beyond);
    *listener = dup2(one, first);
    *lifeline = dup2(two, second);
    if (*listener != first || *lifeline != second) _exit(1);
    clt_close_from(beyond);
    int null = open("/dev/null", O_RDWR);
    for (int standard = 0; standard < first; standard++)
        if (null >= 0) dup2(null, standard);
        else close(standard);
    if (null >= first) close(null);
}

void clt_relay_isolate(int *listener, int *lifeline) {
    // An interrupt from the terminal ends the load, which still needs its network to finish.
    setsid();
    clt_reset_signals();
    signal(SIGPIPE, SIG_IGN);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    clt_keep_only(listener, lifeline);
    clt_drop_memory();
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
#if defined(__linux__)
    prctl(PR_SET_NAME, "network-relay");
    // Timers of a process may be 50 µs late by default.
    prctl(PR_SET_TIMERSLACK, 1);
#endif
}

bool clt_relay_nonblocking(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    return flags >= 0 && fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) == 0;
}

int clt_relay_accept(int listener) {
#if defined(__linux__)
    return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
#else
    int client = accept(listener, NULL, NULL);
    if (client < 0 || clt_relay_nonblocking(client)) return client;
    close(client);
    return -1;
#endif
}

void *clt_relay_map(size_t size) {
    int flags = MAP_PRIVATE | MAP_ANONYMOUS;
#if defined(MAP_NORESERVE)
    flags |= MAP_NORESERVE;
#endif
    void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, flags, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}
