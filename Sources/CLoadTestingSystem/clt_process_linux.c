#if defined(__linux__)

#include "clt_process_use.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Reads a file of /proc as text; false when it can't be read.
static bool read_text(const char *path, char *text, size_t capacity) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return false;
    ssize_t length = read(file, text, capacity - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    return length > 0;
}

static bool read_part(int32_t process, const char *part, char *text, size_t capacity) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/%s", process, part);
    return read_text(path, text, capacity);
}

/// The number behind a name at the begin of a line, such as `VmRSS:`; the default without it.
static int64_t number_after(const char *text, const char *name, int64_t otherwise) {
    size_t length = strlen(name);
    for (const char *line = text; line != NULL && *line != 0;) {
        if (strncmp(line, name, length) == 0) return strtoll(line + length, NULL, 10);
        line = strchr(line, '\n');
        if (line != NULL) line++;
    }
    return otherwise;
}

/// Goes through the entries of a folder that are numbers; returns how many, or -1.
static int32_t each_number(const char *path, void (*take)(void *, int64_t), void *context) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    struct entry {
        uint64_t inode;
        int64_t offset;
        unsigned short length;
        unsigned char type;
        char name[];
    };
    _Alignas(struct entry) char buffer[32768];
    int32_t count = 0;
    for (;;) {
        long size = syscall(SYS_getdents64, folder, buffer, sizeof buffer);
        if (size < 0) count = -1;
        if (size <= 0) break;
        for (long place = 0; place < size;) {
            const struct entry *entry = (const struct entry *)(buffer + place);
            place += entry->length;
            if (entry->name[0] < '0' || entry->name[0] > '9') continue;
            count++;
            if (take != NULL) take(context, strtoll(entry->name, NULL, 10));
        }
    }
    close(folder);
    return count;
}

/// Fields of proc(5)'s stat behind the name, which may hold blanks and parentheses.
static bool read_stat(int32_t process, clt_process_use *use) {
    char text[1024];
    if (!read_part(process, "stat", text, sizeof text)) return false;
    char *begin = strchr(text, '('), *end = strrchr(text, ')');
    if (begin == NULL || end == NULL || end < begin) return false;
    snprintf(use->name, sizeof use->name, "%.*s", (int)(end - begin - 1), begin + 1);
    int64_t tick = 1000000000 / sysconf(_SC_CLK_TCK);
    // From field 3, the state, on.
    char *save = NULL, *field = strtok_r(end + 1, " ", &save);
    for (int number = 3; field != NULL && number <= 22; number++) {
        long long value = number == 3 ? 0 : strtoll(field, NULL, 10);
        switch (number) {
        case 3: use->has_ended = *field == 'Z' || *field == 'X'; break;
        case 4: use->parent = (int32_t)value; break;
        case 14: use->user_nanoseconds = value * tick; break;
        case 15: use->system_nanoseconds = value * tick; break;
        case 16: use->children_user_nanoseconds = value * tick; break;
        case 17: use->children_system_nanoseconds = value * tick; break;
        case 20: use->threads = (int32_t)value; break;
        case 22: use->start = (uint64_t)value; break;
        default: break;
        }
        field = strtok_r(NULL, " ", &save);
    }
    return true;
}

/// Threads of which switches are summed.
typedef struct {
    int32_t process;
    int64_t voluntary, involuntary;
} thread_sum;

static void add_thread(void *context, int64_t thread) {
    thread_sum *sum = context;
    char part[48], text[4096];
    snprintf(part, sizeof part, "task/%lld/status", (long long)thread);
    if (!read_part(sum->process, part, text, sizeof text)) return;
    sum->voluntary += number_after(text, "voluntary_ctxt_switches:", 0);
    sum->involuntary += number_after(text, "nonvoluntary_ctxt_switches:", 0);
}

static void read_status(int32_t process, clt_process_use *use) {
    char text[4096];
    if (!read_part(process, "status", text, sizeof text)) return;
    use->resident_bytes = number_after(text, "VmRSS:", 0) * 1024;
    use->peak_resident_bytes = number_after(text, "VmHWM:", 0) * 1024;
    use->swapped_bytes = number_after(text, "VmSwap:", 0) * 1024;
    const char *ignored = strstr(text, "\nSigIgn:");
    if (ignored != NULL)
        use->ignores_children = strtoull(ignored + 8, NULL, 16) >> (SIGCHLD - 1) & 1;
}

bool clt_read_process_use(int32_t process, clt_process_use *use) {
    memset(use, 0, sizeof *use);
    use->identifier = process;
    use->swapped_bytes = use->read_bytes = use->written_bytes = -1;
    use->voluntary_switches = use->involuntary_switches = -1;
    use->open_files = -1;
    if (!read_stat(process, use)) return false;
    // A zombie holds nothing any more.
    if (use->has_ended) return true;
    read_status(process, use);
    char path[64], text[1024];
    if (read_part(process, "io", text, sizeof text)) {
        use->read_bytes = number_after(text, "read_bytes:", -1);
        use->written_bytes = number_after(text, "write_bytes:", -1);
    }
    // From Linux 6.2 on the size of this folder is the number of its entries.
    snprintf(path, sizeof path, "/proc/%d/fd", process);
    struct stat folder;
    if (stat(path, &folder) == 0 && folder.st_size > 0) use->open_files = (int32_t)folder.st_size;
    return true;
}

void clt_read_switches(clt_process_use *use) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", use->identifier);
    thread_sum sum = {.process = use->identifier};
    if (each_number(path, add_thread, &sum) <= 0) return;
    use->voluntary_switches = sum.voluntary;
    use->involuntary_switches = sum.involuntary;
}

void clt_count_open_files(clt_process_use *use) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/fd", use->identifier);
    use->open_files = each_number(path, NULL, NULL);
    // One that has ended meanwhile has none.
    if (use->open_files < 0 && errno != EACCES && errno != EPERM) use->open_files = 0;
}

// MARK: - The tree

typedef struct {
    int32_t process;
    int32_t *list;
    int32_t count, capacity;
    bool is_known;
} child_list;

static void add_children(void *context, int64_t thread) {
    child_list *children = context;
    char part[48], text[16384];
    snprintf(part, sizeof part, "task/%lld/children", (long long)thread);
    char path[96];
    snprintf(path, sizeof path, "/proc/%d/%s", children->process, part);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    children->is_known = true;
    ssize_t length = read(file, text, sizeof text - 1);
    close(file);
    text[length > 0 ? length : 0] = 0;
    char *save = NULL;
    for (char *field = strtok_r(text, " ", &save);
         field != NULL && children->count < children->capacity; field = strtok_r(NULL, " ", &save))
        children->list[children->count++] = (int32_t)strtol(field, NULL, 10);
}

int32_t clt_children_of(int32_t process, int32_t *list, int32_t capacity) {
    child_list children = {.process = process, .list = list, .capacity = capacity};
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", process);
    // A kernel without CONFIG_PROC_CHILDREN has no such file.
    if (each_number(path, add_children, &children) > 0 && !children.is_known) return -1;
    return children.count;
}

int32_t clt_process_program(int32_t process, char *text, int32_t capacity) {
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/exe", process);
    ssize_t length = readlink(path, text, (size_t)capacity / 2);
    if (length <= 0) return 0;
    text[length++] = 0;
    snprintf(path, sizeof path, "/proc/%d/cmdline", process);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t rest = read(file, text + length, (size_t)(capacity - length));
    close(file);
    return rest > 0 ? (int32_t)(length + rest) : 0;
}

int64_t clt_open_file_limit(int32_t process) {
    char text[4096];
    if (!read_part(process, "limits", text, sizeof text)) return -1;
    return number_after(text, "Max open files", -1);
}

#endif
