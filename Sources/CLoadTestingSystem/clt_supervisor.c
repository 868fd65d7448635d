#include "clt_supervisor.h"

#include "clt_clock.h"
#include "clt_fork.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/// The time for a server to end on its own after its launcher was killed.
static const int64_t clt_grace_after_death = INT64_C(1000000000);
/// The time for which SIGKILL is repeated: processes of other users do not obey.
static const int64_t clt_kill_limit = INT64_C(5000000000);

/// The supervisor's descriptors, above those that every program has.
enum { CLT_CONTROL = 3, CLT_OUTPUT = 4, CLT_WAKE_READ = 5, CLT_WAKE_WRITE = 6 };

typedef struct {
    pid_t server;
    /// Whether the server's own process has ended; it is a zombie from then on, so that neither
    /// its identifier nor its group's can go to another process.
    bool has_ended;
    bool is_ending;
    /// Whether it ended before it was asked to.
    bool has_failed;
    int64_t deadline;
    char log[1024];
    char log_directory[1024];
    char control_group[1024];
    pid_t processes[CLT_MAX_PROCESSES];
} clt_supervisor;

static clt_supervisor clt_the_supervisor;

static void clt_wake(int signal) {
    (void)signal;
    int error = errno;
    (void)!write(CLT_WAKE_WRITE, "", 1);
    errno = error;
}

/// Brings the descriptors that are kept to their places, whatever these held, and closes the rest:
/// sockets, pipes and terminals of the launching process must not stay open on its account.
static void clt_arrange_descriptors(int control, int output) {
    int high_control = fcntl(control, F_DUPFD, 16);
    int high_output = fcntl(output, F_DUPFD, 16);
    int null = open("/dev/null", O_RDWR);
    int high_null = fcntl(null, F_DUPFD, 16);
    for (int descriptor = 0; descriptor < 3; descriptor++) dup2(high_null, descriptor);
    dup2(high_control, CLT_CONTROL);
    dup2(high_output, CLT_OUTPUT);
    clt_close_from(CLT_OUTPUT + 1);
    int wake[2];
    if (pipe(wake) != 0) _exit(1);
    // Nothing else is open, so these are the next two numbers.
    for (int index = 0; index < 2; index++) fcntl(wake[index], F_SETFL, O_NONBLOCK);
    for (int descriptor = CLT_CONTROL; descriptor <= CLT_WAKE_WRITE; descriptor++)
        fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

/// Only the end of children matters to the supervisor; a terminal's signals do not.
static void clt_arrange_signals(void) {
    clt_reset_signals();
    const int ignored[] = {SIGHUP,  SIGINT,  SIGQUIT, SIGTERM, SIGPIPE, SIGTSTP,
                           SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2, SIGALRM};
    for (size_t index = 0; index < sizeof ignored / sizeof *ignored; index++)
        signal(ignored[index], SIG_IGN);
    struct sigaction action = {.sa_handler = clt_wake, .sa_flags = SA_RESTART | SA_NOCLDSTOP};
    sigaction(SIGCHLD, &action, NULL);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

/// Copies a path; one that is too long becomes none.
static void clt_copy_text(char *place, const char *text) {
    size_t length = strlen(text);
    if (length < sizeof clt_the_supervisor.log) memcpy(place, text, length + 1);
}

static void clt_tell(int32_t kind, int32_t value) {
    clt_server_event event = {.kind = kind, .value = value};
    while (send(CLT_CONTROL, &event, sizeof event, 0) < 0 && errno == EINTR) continue;
}

/// Checks whether the server's own process has ended, and leaves it a zombie.
static void clt_check_server(clt_supervisor *supervisor) {
    siginfo_t info;
    memset(&info, 0, sizeof info);
    if (supervisor->has_ended) return;
    if (waitid(P_PID, (id_t)supervisor->server, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return;
    if (info.si_pid != supervisor->server) return;
    supervisor->has_ended = true;
    supervisor->has_failed = !supervisor->is_ending;
    clt_tell(
        info.si_code == CLD_EXITED ? CLT_SERVER_EXITED : CLT_SERVER_SIGNALLED, info.si_status);
}

/// Reaps orphans that ended, but never the server's own process. Behind its zombie others may stay
/// until the end.
static void clt_reap_orphans(clt_supervisor *supervisor) {
    while (!supervisor->has_ended) {
        siginfo_t info;
        memset(&info, 0, sizeof info);
        if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0) return;
        if (info.si_pid == 0 || info.si_pid == supervisor->server) return;
        waitpid(info.si_pid, NULL, WNOHANG);
    }
}

/// Lists the processes of the server that live, and counts them.
static int clt_count_living(clt_supervisor *supervisor) {
    return clt_list_processes(
        getpid(), supervisor->server, supervisor->processes, CLT_MAX_PROCESSES);
}

/// Sends a signal to descendants of the supervisor that have left the server's group.
static void clt_signal_escaped(clt_supervisor *supervisor, int number) {
    int count = clt_count_living(supervisor);
    for (int index = 0; index < count; index++) {
        pid_t process = supervisor->processes[index];
        if (getpgid(process) != supervisor->server) kill(process, number);
    }
}

/// Begins the end of the server, or shortens its grace.
static void clt_begin_end(clt_supervisor *supervisor, int64_t grace) {
    int64_t deadline = clt_monotonic_nanoseconds() + grace;
    if (!supervisor->is_ending || deadline < supervisor->deadline) supervisor->deadline = deadline;
    if (!supervisor->is_ending && grace > 0) {
        kill(-supervisor->server, SIGTERM);
        clt_signal_escaped(supervisor, SIGTERM);
    }
    supervisor->is_ending = true;
}

/// Waits for an event and takes the orders that came.
static void clt_await(clt_supervisor *supervisor, bool *is_orphan) {
    struct pollfd waiting[] = {
        {.fd = *is_orphan ? -1 : CLT_CONTROL, .events = POLLIN},
        {.fd = CLT_WAKE_READ, .events = POLLIN},
    };
    // The end of a grandchild sends no signal: while it is waited for, it is polled.
    if (poll(waiting, 2, supervisor->is_ending ? 5 : -1) <= 0) return;
    char bytes[64];
    while (read(CLT_WAKE_READ, bytes, sizeof bytes) > 0) continue;
    if (waiting[0].revents == 0) return;
    int32_t grace = 0;
    ssize_t count = recv(CLT_CONTROL, &grace, sizeof grace, MSG_DONTWAIT);
    if (count == (ssize_t)sizeof grace) {
        clt_begin_end(supervisor, (int64_t)grace * 1000000);
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        *is_orphan = true;
        clt_begin_end(supervisor, clt_grace_after_death);
    }
}

/// Kills until nothing is left. An orphan becomes a child of the supervisor, so that each round
/// finds those that the previous one has missed.
static int clt_kill_all(clt_supervisor *supervisor) {
    int64_t limit = clt_monotonic_nanoseconds() + clt_kill_limit;
    while (true) {
        kill(-supervisor->server, SIGKILL);
        clt_signal_escaped(supervisor, SIGKILL);
        clt_check_server(supervisor);
        int count = clt_count_living(supervisor);
        if (count == 0 && supervisor->has_ended) return 0;
        if (clt_monotonic_nanoseconds() > limit) return count;
        struct pollfd waiting = {.fd = CLT_WAKE_READ, .events = POLLIN};
        char bytes[64];
        if (poll(&waiting, 1, 1) > 0) while (read(CLT_WAKE_READ, bytes, sizeof bytes) > 0) continue;
    }
}

void clt_supervise_server(const clt_launch *launch, int control) {
    clt_supervisor *supervisor = &clt_the_supervisor;
    // Away from the terminal and from the group that a Ctrl-C or a CI's kill goes to.
    setsid();
    clt_arrange_descriptors(control, launch->output);
    clt_adopt_orphans();
    clt_server_event refusal = {0};
    supervisor->server = clt_start_program(launch, CLT_OUTPUT, &refusal);
    if (supervisor->server < 0) {
        clt_tell(refusal.kind, refusal.value);
        clt_tell(CLT_SERVER_GONE, 0);
        _exit(0);
    }
    close(CLT_OUTPUT);
    clt_copy_text(supervisor->log, launch->log);
    clt_copy_text(supervisor->log_directory, launch->log_directory);
    clt_copy_text(supervisor->control_group, launch->control_group);
    clt_drop_memory();
    clt_arrange_signals();
    clt_tell(CLT_SERVER_STARTED, supervisor->server);
    bool is_orphan = false;
    while (true) {
        bool had_ended = supervisor->has_ended;
        clt_check_server(supervisor);
        clt_reap_orphans(supervisor);
        if (supervisor->is_ending) {
            // Its children that had left the group are the supervisor's now, and not yet told to
            // end.
            if (!had_ended && supervisor->has_ended) clt_signal_escaped(supervisor, SIGTERM);
            bool is_late = clt_monotonic_nanoseconds() >= supervisor->deadline;
            if (is_late || (supervisor->has_ended && clt_count_living(supervisor) == 0)) break;
        }
        clt_await(supervisor, &is_orphan);
    }
    int left = clt_kill_all(supervisor);
    // The server's own process comes last: until now no other process could have its identifier.
    while (waitpid(-1, NULL, WNOHANG) > 0) continue;
    if (supervisor->control_group[0] != 0) rmdir(supervisor->control_group);
    clt_tell(CLT_SERVER_GONE, left);
    if (is_orphan && !supervisor->has_failed) {
        unlink(supervisor->log);
        rmdir(supervisor->log_directory);
    }
    _exit(0);
}
