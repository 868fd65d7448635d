#include "clt_limits.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/resource.h>
#include <unistd.h>

static _Atomic int64_t clt_first_limit = -1;

int64_t clt_first_descriptor_limit(void) { return clt_first_limit; }

int64_t clt_raise_descriptor_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
    rlim_t soft = limit.rlim_cur;
    int64_t never = -1;
    if (soft <= INT64_MAX)
        atomic_compare_exchange_strong(&clt_first_limit, &never, (int64_t)soft);
    limit.rlim_cur = limit.rlim_max;
    // macOS refuses an unlimited soft limit; the previous limit stays.
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return (int64_t)soft;
    return (int64_t)limit.rlim_cur;
}

/// Tests each below the limit.
static int64_t clt_ask_descriptors(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    int64_t count = 0;
    int top = limit.rlim_cur > 1 << 20 ? 1 << 20 : (int)limit.rlim_cur;
    for (int descriptor = 0; descriptor < top; descriptor++)
        if (fcntl(descriptor, F_GETFD) != -1) count++;
    return count;
}

int64_t clt_open_descriptors(void) {
    DIR *folder = opendir("/dev/fd");
    if (!folder) return clt_ask_descriptors();
    int64_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder));)
        if (entry->d_name[0] != '.') count++;
    closedir(folder);
    return count - 1;  // the folder's own
}

int64_t clt_estimate_open_descriptors(void) {
    int descriptor = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return -1;
    close(descriptor);
    return descriptor;
}

int64_t clt_peak_memory_bytes(void) {
    struct rusage usage;
    if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
#if defined(__APPLE__)
    return (int64_t)usage.ru_maxrss;
#else
    return (int64_t)usage.ru_maxrss * 1024;
#endif
}

void clt_block_broken_pipe_signal(void) {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
}
