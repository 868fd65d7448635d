#include "clt_supervisor.h"

#include "clt_fork.h"
#include "clt_limits.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/// The soft limit of open files as it was before the load generator raised its own: a server is
/// measured under the limit that it has elsewhere.
static void clt_restore_descriptor_limit(void) {
    int64_t soft = clt_first_descriptor_limit();
    struct rlimit limit;
    if (soft < 0 || getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = (rlim_t)soft;
    setrlimit(RLIMIT_NOFILE, &limit);
}

/// In the new process: restores everything to the state in which a shell starts programs.
static int32_t clt_become_program(const clt_launch *launch, int output) {
    setpgid(0, 0);
    clt_end_with_parent();
    dup2(output, 1);
    dup2(output, 2);
    clt_restore_descriptor_limit();
    clt_reset_signals();
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    if (chdir(launch->directory) != 0) return CLT_SERVER_DIRECTORY_REFUSED;
    execve(launch->executable, launch->arguments, launch->environment);
    return CLT_SERVER_PROGRAM_REFUSED;
}

pid_t clt_start_program(const clt_launch *launch, int output, clt_server_event *refusal) {
    *refusal = (clt_server_event){.kind = CLT_SERVER_PROGRAM_REFUSED};
    // It closes with the exec, which thereby is known to have succeeded.
    int report[2];
    if (pipe(report) != 0) {
        refusal->value = errno;
        return -1;
    }
    for (int index = 0; index < 2; index++) fcntl(report[index], F_SETFD, FD_CLOEXEC);
    pid_t process = fork();
    if (process == 0) {
        clt_server_event event = {.kind = clt_become_program(launch, output)};
        event.value = errno;
        (void)!write(report[1], &event, sizeof event);
        _exit(127);
    }
    int error = errno;
    // Also here, so that the group exists whichever of the two comes first.
    if (process > 0) setpgid(process, process);
    close(report[1]);
    clt_server_event event;
    ssize_t count = 0;
    if (process > 0) do {
            count = read(report[0], &event, sizeof event);
        } while (count < 0 && errno == EINTR);
    close(report[0]);
    if (process < 0) refusal->value = error;
    if (process < 0 || count != (ssize_t)sizeof event) return process;
    *refusal = event;
    waitpid(process, NULL, 0);
    return -1;
}
