#if defined(__linux__)

#include "clt_fork.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

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
/// that the variables of a library are spared. So are the stack in use, the thread's own variables,
/// and those of the program, in which the line stands.
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

#endif
