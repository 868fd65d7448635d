#include "clt_interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int clt_interrupt_ends[2] = {-1, -1};
static struct sigaction clt_before_interrupt;

int clt_interrupt_open(void) {
    if (pipe(clt_interrupt_ends) != 0) return -1;
    for (int index = 0; index < 2; index++) {
        fcntl(clt_interrupt_ends[index], F_SETFD, FD_CLOEXEC);
        fcntl(clt_interrupt_ends[index], F_SETFL, O_NONBLOCK);
    }
    return clt_interrupt_ends[0];
}

static void clt_on_interrupt(int number) {
    (void)number;
    int error = errno;
    (void)!write(clt_interrupt_ends[1], "", 1);
    errno = error;
}

void clt_interrupt_watch(void) {
    if (clt_interrupt_ends[1] < 0) return;
    struct sigaction action = {.sa_handler = clt_on_interrupt, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, &clt_before_interrupt);
}

void clt_interrupt_restore(void) {
    if (clt_interrupt_ends[1] < 0) return;
    sigaction(SIGINT, &clt_before_interrupt, NULL);
}

int32_t clt_interrupt_take(void) {
    char bytes[64];
    ssize_t count = read(clt_interrupt_ends[0], bytes, sizeof bytes);
    return count > 0 ? (int32_t)count : 0;
}

void clt_interrupt_process(void) {
    signal(SIGINT, SIG_DFL);
    // To the process, not to this thread, which may let no signal through.
    kill(getpid(), SIGINT);
}
