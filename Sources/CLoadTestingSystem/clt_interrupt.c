#include "clt_interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

static int clt_interrupt_ends[2] = {-1, -1};

/// The handling of a signal while runs are under way, and the previous one.
typedef struct clt_watched_signal {
    int number;
    void (*handler)(int);
    bool is_watched;
    struct sigaction before;
} clt_watched_signal;

static void clt_on_interrupt(int number) {
    int error = errno;
    char byte = (char)number;
    (void)!write(clt_interrupt_ends[1], &byte, 1);
    errno = error;
}

/// A handler, not SIG_IGN, which programs that the process starts would inherit.
static void clt_on_broken_pipe(int number) { (void)number; }

static clt_watched_signal clt_watched_signals[] = {
    {.number = SIGINT, .handler = clt_on_interrupt},
    {.number = SIGTERM, .handler = clt_on_interrupt},
    {.number = SIGHUP, .handler = clt_on_interrupt},
    {.number = SIGPIPE, .handler = clt_on_broken_pipe},
};

enum { CLT_WATCHED = sizeof clt_watched_signals / sizeof clt_watched_signals[0] };

int clt_interrupt_open(void) {
    if (pipe(clt_interrupt_ends) != 0) return -1;
    for (int index = 0; index < 2; index++) {
        fcntl(clt_interrupt_ends[index], F_SETFD, FD_CLOEXEC);
        fcntl(clt_interrupt_ends[index], F_SETFL, O_NONBLOCK);
    }
    return clt_interrupt_ends[0];
}

/// An ignored signal stays ignored: nohup asks for that. SIGPIPE is left to the host where the host
/// handles it.
static bool clt_is_to_be_watched(const clt_watched_signal *signal) {
    if (signal->before.sa_flags & SA_SIGINFO) return signal->number != SIGPIPE;
    if (signal->before.sa_handler == SIG_IGN) return false;
    return signal->number != SIGPIPE || signal->before.sa_handler == SIG_DFL;
}

void clt_interrupt_watch(void) {
    if (clt_interrupt_ends[1] < 0) return;
    for (int index = 0; index < CLT_WATCHED; index++) {
        clt_watched_signal *signal = &clt_watched_signals[index];
        struct sigaction action = {.sa_handler = signal->handler, .sa_flags = SA_RESTART};
        sigemptyset(&action.sa_mask);
        bool is_known = sigaction(signal->number, NULL, &signal->before) == 0;
        signal->is_watched = is_known && clt_is_to_be_watched(signal) &&
                             sigaction(signal->number, &action, NULL) == 0;
    }
}

void clt_interrupt_restore(void) {
    for (int index = 0; index < CLT_WATCHED; index++) {
        clt_watched_signal *signal = &clt_watched_signals[index];
        if (signal->is_watched) sigaction(signal->number, &signal->before, NULL);
        signal->is_watched = false;
    }
}

int32_t clt_interrupt_take(void) {
    char byte;
    return read(clt_interrupt_ends[0], &byte, 1) == 1 ? byte : 0;
}

void clt_interrupt_deliver(int32_t number) {
    // To the process, not to this thread, which may let no signal through.
    kill(getpid(), number);
}

void clt_interrupt_process(int32_t number) {
    signal(number, SIG_DFL);
    clt_interrupt_deliver(number);
}
