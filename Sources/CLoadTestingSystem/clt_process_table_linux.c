#if defined(__linux__)

#include "clt_process_table.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "clt_list.h"
#include "clt_proc.h"

static void add_process(void *list, int folder, const char *name) {
    (void)folder;
    clt_proc_stat stat;
    clt_process process = {.identifier = (int32_t)clt_proc_number(name)};
    if (!clt_proc_read_stat(process.identifier, &stat)) return;
    process.parent = stat.parent;
    (void)clt_list_append(list, &process, sizeof process);
}

int32_t clt_all_processes(clt_process **list) {
    clt_list processes = {0};
    bool is_whole = clt_proc_each("/proc", add_process, &processes) >= 0;
    return clt_list_take(&processes, is_whole, (void **)list);
}

bool clt_process_name(int32_t process, char *text, int32_t capacity) {
    clt_proc_stat stat;
    if (capacity <= 0 || !clt_proc_read_stat(process, &stat)) return false;
    snprintf(text, (size_t)capacity, "%s", stat.name);
    return true;
}

uint64_t clt_process_start(int32_t process) {
    clt_proc_stat stat;
    return clt_proc_read_stat(process, &stat) ? stat.start : 0;
}

bool clt_process_has_ended(int32_t process) {
    clt_proc_stat stat;
    return !clt_proc_read_stat(process, &stat) || stat.has_ended;
}

typedef struct {
    int32_t process;
    int32_t *list;
    int32_t count, capacity;
    bool is_known;
} child_list;

static void add_children(void *context, int folder, const char *thread) {
    (void)folder;
    child_list *children = context;
    char part[CLT_PROC_PATH], text[16384];
    snprintf(part, sizeof part, "task/%s/children", thread);
    ssize_t length = clt_proc_read(children->process, part, text, sizeof text - 1);
    // An empty file is of a thread without children; none is of a kernel without the file.
    if (length >= 0) children->is_known = true;
    text[length > 0 ? length : 0] = 0;
    char *save = NULL;
    for (char *field = strtok_r(text, " ", &save);
         field != NULL && children->count < children->capacity; field = strtok_r(NULL, " ", &save))
        children->list[children->count++] = (int32_t)clt_proc_number(field);
}

int32_t clt_children_of(int32_t process, int32_t *list, int32_t capacity) {
    child_list children = {.process = process, .list = list, .capacity = capacity};
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "task");
    // A kernel without CONFIG_PROC_CHILDREN has no such file.
    if (clt_proc_each(path, add_children, &children) > 0 && !children.is_known) return -1;
    return children.count;
}

int32_t clt_process_program(int32_t process, char *text, int32_t capacity) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "exe");
    ssize_t length = readlink(path, text, (size_t)capacity / 2);
    if (length <= 0) return 0;
    text[length++] = 0;
    ssize_t rest =
        clt_proc_read(process, "cmdline", text + length, (size_t)(capacity - length));
    return rest > 0 ? (int32_t)(length + rest) : 0;
}

#endif
