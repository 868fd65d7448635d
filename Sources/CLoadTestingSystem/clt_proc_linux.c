#if defined(__linux__)

#include "clt_proc.h"

#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

int64_t clt_proc_number(const char *text) {
    bool is_negative = *text == '-';
    int64_t number = 0;
    for (text += is_negative; *text >= '0' && *text <= '9'; text++)
        number = (int64_t)((uint64_t)number * 10 + (uint64_t)(*text - '0'));
    return is_negative ? -number : number;
}

void clt_proc_path(char path[CLT_PROC_PATH], int32_t process, const char *part) {
    char digits[12];
    size_t first = sizeof digits, count = strlen(part);
    uint32_t rest = process > 0 ? (uint32_t)process : 0;
    do digits[--first] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    size_t length = sizeof digits - first;
    memcpy(path, "/proc/", 6);
    memcpy(path + 6, digits + first, length);
    path[6 + length] = '/';
    size_t room = CLT_PROC_PATH - 8 - length;
    if (count > room) count = room;
    memcpy(path + 7 + length, part, count);
    path[7 + length + count] = 0;
}

ssize_t clt_proc_read(int32_t process, const char *part, void *bytes, size_t capacity) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, part);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, bytes, capacity);
    close(file);
    return count;
}

bool clt_proc_read_text(int32_t process, const char *part, char *text, size_t capacity) {
    ssize_t count = clt_proc_read(process, part, text, capacity - 1);
    text[count > 0 ? count : 0] = 0;
    return count > 0;
}

/// Takes a field behind the name, from field 3 on, the state.
static void take_field(clt_proc_stat *stat, int number, const char *field) {
    switch (number) {
    case 3: stat->has_ended = *field == 'Z' || *field == 'X'; break;
    case 4: stat->parent = (int32_t)clt_proc_number(field); break;
    case 14: stat->user_time = clt_proc_number(field); break;
    case 15: stat->system_time = clt_proc_number(field); break;
    case 16: stat->children_user_time = clt_proc_number(field); break;
    case 17: stat->children_system_time = clt_proc_number(field); break;
    case 20: stat->threads = (int32_t)clt_proc_number(field); break;
    case 22: stat->start = (uint64_t)clt_proc_number(field); break;
    case 52: stat->exit_code = (int32_t)clt_proc_number(field); break;
    default: break;
    }
}

/// The name stands in parentheses and may hold blanks and parentheses itself: its last one counts.
bool clt_proc_read_stat(int32_t process, clt_proc_stat *stat) {
    char text[1024];
    memset(stat, 0, sizeof *stat);
    if (!clt_proc_read_text(process, "stat", text, sizeof text)) return false;
    const char *begin = strchr(text, '('), *end = strrchr(text, ')');
    if (begin == NULL || end == NULL || end < begin) return false;
    size_t length = (size_t)(end - begin - 1);
    if (length >= sizeof stat->name) length = sizeof stat->name - 1;
    memcpy(stat->name, begin + 1, length);
    const char *field = end + 1;
    for (int number = 3; *field == ' '; number++) {
        take_field(stat, number, ++field);
        while (*field != ' ' && *field != 0) field++;
    }
    return true;
}

/// Entries as the system call getdents64 fills them in: the C library's reading of folders
/// allocates.
typedef struct {
    uint64_t inode;
    int64_t offset;
    unsigned short length;
    unsigned char type;
    char name[];
} folder_entry;

int32_t clt_proc_each(const char *path, clt_proc_entry *take, void *context) {
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0) return -1;
    _Alignas(folder_entry) char buffer[32768];
    int32_t count = 0;
    for (;;) {
        long size = syscall(SYS_getdents64, folder, buffer, sizeof buffer);
        if (size < 0) count = -1;
        if (size <= 0) break;
        for (long place = 0; place < size;) {
            const folder_entry *entry = (const folder_entry *)(buffer + place);
            place += entry->length;
            if (entry->name[0] < '0' || entry->name[0] > '9') continue;
            count++;
            if (take != NULL) take(context, folder, entry->name);
        }
    }
    close(folder);
    return count;
}

#endif
