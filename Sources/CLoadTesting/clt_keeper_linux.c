#if defined(__linux__)

#include "clt_keeper.h"

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
    prctl(PR_SET_NAME, "server-keeper", 0, 0, 0);
}

void clt_end_with_parent(void) { prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0); }

void clt_close_from(int first) {
#if defined(SYS_close_range)
    if (syscall(SYS_close_range, first, ~0U, 0) == 0) return;
#endif
    // Linux before 5.9.
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    int top = limit.rlim_cur > 1 << 20 ? 1 << 20 : (int)limit.rlim_cur;
    for (int descriptor = first; descriptor < top; descriptor++) close(descriptor);
}

/// Reads a hexadecimal number and moves behind it.
static uintptr_t clt_address_number(const char **text) {
    uintptr_t number = 0;
    for (;; (*text)++) {
        char digit = **text;
        if (digit >= '0' && digit <= '9') number = number * 16 + (uintptr_t)(digit - '0');
        else if (digit >= 'a' && digit <= 'f') number = number * 16 + (uintptr_t)(digit - 'a' + 10);
        else return number;
    }
}

/// Empties a region by its line of `/proc/self/maps`, such as
/// `7f12a0000000-7f12a4000000 rw-p 00000000 00:00 0`: one that is private, of no file and large, so
/// that the variables of a library are not meant. Nor are the stack in use, the thread's own
/// variables, and those of the program, in which the line stands.
static void clt_drop_region(const char *line) {
    static const uintptr_t large = 4 << 20;
    int here = 0;
    uintptr_t used[] = {(uintptr_t)&here, (uintptr_t)&errno, (uintptr_t)line};
    uintptr_t start = clt_address_number(&line);
    if (*line++ != '-') return;
    uintptr_t end = clt_address_number(&line);
    if (strncmp(line, " rw-p 00000000 00:00 0", 22) != 0 || end - start < large) return;
    for (line += 22; *line == ' '; line++) continue;
    if (*line != 0 && strncmp(line, "[heap]", 6) != 0 && strncmp(line, "[anon", 5) != 0) return;
    for (int index = 0; index < 3; index++)
        if (start <= used[index] && used[index] < end) return;
    madvise((void *)start, end - start, MADV_DONTNEED);
}

void clt_drop_memory(void) {
    static char text[1 << 18];
    int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    size_t size = 0;
    ssize_t count;
    while ((count = read(file, text + size, sizeof text - 1 - size)) > 0) size += (size_t)count;
    close(file);
    for (char *line = text, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        *end = 0;
        clt_drop_region(line);
    }
}

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

int clt_list_processes(pid_t keeper, pid_t group, pid_t *list, int capacity) {
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
            if (process <= 0 || process == keeper || count == capacity) continue;
            if (clt_is_child(entry->name, keeper)) list[count++] = process;
        }
    }
    close(folder);
    return count;
}

#endif
