#if defined(__linux__)

#include "clt_process_end.h"

#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "clt_proc.h"

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

/// The system reports a zombie's exit code, 0 to everyone who may not read it, so that it counts
/// only where the zombie is of our user.
static int status_of_zombie(int32_t process, int32_t *status) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "stat");
    struct stat file;
    clt_proc_stat zombie;
    bool is_ours = stat(path, &file) == 0 && (geteuid() == 0 || file.st_uid == geteuid());
    if (!is_ours || !clt_proc_read_stat(process, &zombie) || !zombie.has_ended) return 0;
    *status = zombie.exit_code;
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
