#if defined(__linux__)

#include "clt_threads.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "clt_list.h"
#include "clt_proc.h"

/// A system call under way, with its first arguments.
typedef struct {
    long number;
    unsigned long long arguments[4];
} system_call;

static bool is_poll(const system_call *call) {
    switch (call->number) {
#if defined(SYS_epoll_wait)
    case SYS_epoll_wait:
#endif
#if defined(SYS_epoll_pwait2)
    case SYS_epoll_pwait2:
#endif
    case SYS_epoll_pwait: return true;
    default: return false;
    }
}

/// Waits by poll(2) and select(2): for no descriptor they are a sleep.
static int32_t state_in_select(const system_call *call) {
    switch (call->number) {
#if defined(SYS_select)
    case SYS_select:
#endif
    case SYS_pselect6: return call->arguments[0] == 0 ? CLT_THREAD_SLEEP : CLT_THREAD_POLL;
#if defined(SYS_poll)
    case SYS_poll:
#endif
    case SYS_ppoll:
        return call->arguments[1] == 0   ? CLT_THREAD_SLEEP
               : call->arguments[1] == 1 ? CLT_THREAD_SOCKET
                                         : CLT_THREAD_POLL;
    default: return CLT_THREAD_OTHER;
    }
}

static int32_t state_in_call(const system_call *call) {
    if (is_poll(call)) return CLT_THREAD_POLL;
    switch (call->number) {
    // futex(2): its fourth argument is the limit of time.
    case SYS_futex: return call->arguments[3] == 0 ? CLT_THREAD_LOCK : CLT_THREAD_TIMED_LOCK;
    case SYS_flock:
    case SYS_fcntl: return CLT_THREAD_LOCK;
    case SYS_nanosleep:
    case SYS_clock_nanosleep: return CLT_THREAD_SLEEP;
    case SYS_fsync:
    case SYS_fdatasync:
    case SYS_msync:
    case SYS_sync_file_range: return CLT_THREAD_DISK;
    case SYS_read:
    case SYS_readv:
    case SYS_recvfrom:
    case SYS_recvmsg: return CLT_THREAD_SOCKET;
    case SYS_accept:
    case SYS_accept4: return CLT_THREAD_ACCEPT;
    default: return state_in_select(call);
    }
}

/// The functions of the kernel in which threads wait (`wchan`), by a part of their names.
static int32_t state_in_function(const char *name) {
    static const struct {
        const char *part;
        int32_t state;
    } states[] = {
        {"futex", CLT_THREAD_LOCK},      {"lock_inode_wait", CLT_THREAD_LOCK},
        {"nanosleep", CLT_THREAD_SLEEP}, {"poll", CLT_THREAD_POLL},
        {"select", CLT_THREAD_POLL},     {"accept", CLT_THREAD_ACCEPT},
        {"sk_wait", CLT_THREAD_SOCKET},  {"wait_woken", CLT_THREAD_SOCKET},
        {"recv", CLT_THREAD_SOCKET},     {"stream_read", CLT_THREAD_SOCKET},
        {"skb_wait", CLT_THREAD_SOCKET},
    };
    for (size_t index = 0; index < sizeof states / sizeof *states; index++)
        if (strstr(name, states[index].part) != NULL) return states[index].state;
    return CLT_THREAD_OTHER;
}

/// Reads a file of a thread; false where that is refused, or it is empty.
static bool read_part(
    int32_t process, const char *thread, const char *name, char *text, size_t capacity) {
    char part[CLT_PROC_PATH];
    snprintf(part, sizeof part, "task/%s/%s", thread, name);
    return clt_proc_read_text(process, part, text, capacity);
}

/// Reads `number argument …` (proc(5)); a thread that runs has neither.
static bool read_call(int32_t process, const char *thread, system_call *call) {
    char text[256];
    if (!read_part(process, thread, "syscall", text, sizeof text)) return false;
    char *end;
    call->number = strtol(text, &end, 10);
    if (end == text || call->number < 0) return false;
    for (int index = 0; index < 4; index++) call->arguments[index] = strtoull(end, &end, 16);
    return true;
}

static void read_wait(int32_t process, const char *name, clt_thread *thread) {
    system_call call;
    char text[128];
    if (read_call(process, name, &call)) {
        thread->state = state_in_call(&call);
        // Locks of files have no address: all of a machine's are one.
        if (thread->state == CLT_THREAD_LOCK)
            thread->lock = call.number == SYS_futex ? call.arguments[0] : 1;
    } else if (read_part(process, name, "wchan", text, sizeof text)) {
        thread->state = state_in_function(text);
    }
}

typedef struct {
    int32_t process;
    bool is_whole;
    clt_list threads;
} thread_list;

static void add_thread(void *context, int folder, const char *name) {
    (void)folder;
    thread_list *list = context;
    char text[1024];
    clt_thread thread = {.identifier = (int32_t)clt_proc_number(name)};
    if (!read_part(list->process, name, "stat", text, sizeof text)) return;
    // The name stands in parentheses, and may hold some itself.
    const char *end = strrchr(text, ')');
    char state = end != NULL && end[1] == ' ' ? end[2] : 'S';
    if (state == 'Z' || state == 'X') return;
    thread.state = state == 'R'   ? CLT_THREAD_RUNNING
                   : state == 'D' ? CLT_THREAD_DISK
                                  : CLT_THREAD_UNKNOWN;
    if (thread.state == CLT_THREAD_UNKNOWN) read_wait(list->process, name, &thread);
    if (read_part(list->process, name, "schedstat", text, sizeof text)) {
        char *rest;
        thread.ran_nanoseconds = strtoll(text, &rest, 10);
        thread.waited_nanoseconds = strtoll(rest, &rest, 10);
        thread.turns = strtoll(rest, NULL, 10);
    }
    if (!clt_list_append(&list->threads, &thread, sizeof thread)) list->is_whole = false;
}

int32_t clt_threads_of(int32_t process, clt_thread **list) {
    char path[CLT_PROC_PATH];
    clt_proc_path(path, process, "task");
    thread_list threads = {.process = process, .is_whole = true};
    bool is_there = clt_proc_each(path, add_thread, &threads) >= 0;
    return clt_list_take(&threads.threads, is_there && threads.is_whole, (void **)list);
}

#endif
