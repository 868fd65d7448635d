#if defined(__linux__)

#include "clt_process_end.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif

/// `struct pidfd_info` of linux/pidfd.h in its first size, which headers older than 6.13 lack.
typedef struct {
    uint64_t mask;
    uint64_t cgroup;
    uint32_t identifiers[11];
    int32_t exit_status;
} pidfd_info;

#define CLT_PIDFD_GET_INFO _IOWR(0xFF, 11, pidfd_info)
static const uint64_t clt_pidfd_info_exit = 1u << 3;

int clt_open_process(int32_t process) { return (int)syscall(SYS_pidfd_open, process, 0); }

/// The last field but none of proc(5)'s stat, exit_code: 0 for everybody who may not read it, so
/// that it counts only where the zombie is of our user.
static int status_of_zombie(int32_t process, int32_t *status) {
    char path[64], text[1024];
    snprintf(path, sizeof path, "/proc/%d/stat", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    struct stat owner;
    bool is_ours = fstat(file, &owner) == 0 && (geteuid() == 0 || owner.st_uid == geteuid());
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    if (!is_ours || length <= 0) return 0;
    text[length] = 0;
    const char *rest = strrchr(text, ')');
    if (rest == NULL || rest[1] == 0 || (rest[2] != 'Z' && rest[2] != 'X')) return 0;
    const char *last = strrchr(text, ' ');
    *status = (int32_t)strtol(last + 1, NULL, 10);
    return 1;
}

int clt_process_end_status(int handle, int32_t process, int32_t *status) {
    pidfd_info info = {.mask = clt_pidfd_info_exit};
    if (handle >= 0 && ioctl(handle, CLT_PIDFD_GET_INFO, &info) == 0 &&
        (info.mask & clt_pidfd_info_exit) != 0) {
        *status = info.exit_status;
        return 1;
    }
    return status_of_zombie(process, status);
}

#endif
