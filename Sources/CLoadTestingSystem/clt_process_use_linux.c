#if defined(__linux__)

#include "clt_process_use.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "clt_proc.h"

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

static bool read_stat(int32_t process, clt_process_use *use) {
    clt_proc_stat stat;
    if (!clt_proc_read_stat(process, &stat)) return false;
    int64_t tick = 1000000000 / sysconf(_SC_CLK_TCK);
    memcpy(use->name, stat.name, sizeof use->name);
    use->has_ended = stat.has_ended;
    use->parent = stat.parent;
    use->start = stat.start;
    use->threads = stat.threads;
    use->user_nanoseconds = stat.user_time * tick;
    use->system_nanoseconds = stat.system_time * tick;
    use->children_user_nanoseconds = stat.children_user_time * tick;
    use->children_system_nanoseconds = stat.children_system_time * tick;
    return true;
}

static void read_status(int32_t process, clt_process_use *use) {
    char text[4096];
    if (!clt_proc_read_text(process, "status", text, sizeof text)) return;
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
    // A zombie holds nothing.
    if (use->has_ended) return true;
    read_status(process, use);
    char path[CLT_PROC_PATH], text[1024];
    if (clt_proc_read_text(process, "io", text, sizeof text)) {
        use->read_bytes = number_after(text, "read_bytes:", -1);
        use->written_bytes = number_after(text, "write_bytes:", -1);
    }
    // From Linux 6.2 on the size of this folder is the number of its entries.
    clt_proc_path(path, process, "fd");
    struct stat folder;
    if (stat(path, &folder) == 0 && folder.st_size > 0) use->open_files = (int32_t)folder.st_size;
    return true;
}

/// Threads of which switches are summed.
typedef struct {
    int32_t process;
    int64_t voluntary, involuntary;
} thread_sum;

static void add_thread(void *context, int folder, const char *thread) {
    (void)folder;
    thread_sum *sum = context;
    char part[CLT_PROC_PATH], text[4096];
    snprintf(part, sizeof part, "task/%s/status", thread);
    if (!clt_proc_read_text(sum->process, part, text, sizeof text)) return;
    sum->voluntary += number_after(text, "voluntary_ctxt_switches:", 0);
    sum->involuntary += number_after(text, "nonvoluntary_ctxt_switches:", 0);
}

void clt_read_switches(clt_process_use *use) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, use->identifier, "task");
    thread_sum sum = {.process = use->identifier};
    if (clt_proc_each(path, add_thread, &sum) <= 0) return;
    use->voluntary_switches = sum.voluntary;
    use->involuntary_switches = sum.involuntary;
}

void clt_count_open_files(clt_process_use *use) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, use->identifier, "fd");
    use->open_files = clt_proc_each(path, NULL, NULL);
    // One that has ended meanwhile has none.
    if (use->open_files < 0 && errno != EACCES && errno != EPERM) use->open_files = 0;
}

int64_t clt_open_file_limit(int32_t process) {
    char text[4096];
    if (!clt_proc_read_text(process, "limits", text, sizeof text)) return -1;
    return number_after(text, "Max open files", -1);
}

#endif
