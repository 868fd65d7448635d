#if defined(__linux__)

#include "clt_supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/// What the system call getdents64 fills in; the C library shows it to nobody.
struct clt_entry {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

void clt_adopt_orphans(void) {
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    prctl(PR_SET_NAME, "supervisor", 0, 0, 0);
}

void clt_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

static pid_t clt_number(const char *text) {
    pid_t number = 0;
    if (*text < '0' || *text > '9') return -1;
    for (; *text >= '0' && *text <= '9'; text++) number = number * 10 + (*text - '0');
    return number;
}

/// Whether a process lives and is a child of a parent, by `/proc/ID/stat`: identifier, name in
/// parentheses, state, parent. The name may hold anything, so that its last parenthesis counts.
static bool clt_is_child(const char *name, pid_t parent) {
    char path[32] = "/proc/";
    size_t length = strlen(name);
    if (length > 16) return false;
    memcpy(path + 6, name, length);
    memcpy(path + 6 + length, "/stat", 6);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    char text[512];
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return false;
    text[count] = 0;
    const char *rest = strrchr(text, ')');
    if (rest == NULL || strlen(rest) < 5) return false;
    return rest[2] != 'Z' && rest[2] != 'X' && clt_number(rest + 4) == parent;
}

int clt_list_processes(pid_t supervisor, pid_t group, pid_t *list, int capacity) {
    (void)group;
    int folder = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return 0;
    int count = 0;
    static char bytes[32768] __attribute__((aligned(8)));
    while (true) {
        long size = syscall(SYS_getdents64, folder, bytes, sizeof bytes);
        if (size <= 0) break;
        for (long place = 0; place < size;) {
            const struct clt_entry *entry = (const struct clt_entry *)(bytes + place);
            place += entry->length;
            pid_t process = clt_number(entry->name);
            if (process <= 0 || process == supervisor || count == capacity) continue;
            if (clt_is_child(entry->name, supervisor)) list[count++] = process;
        }
    }
    close(folder);
    return count;
}

#endif
