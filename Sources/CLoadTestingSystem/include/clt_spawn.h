// A server as a process of its own that cannot outlive the process that launched it.
//
// Between the two stands a supervisor: a fork of this process that runs no program. It starts the
// server, waits for its end, and ends every process descended from it as soon as it is told to, or
// as soon as the process that launched it is gone, however that ended.

#ifndef CLT_SPAWN_H
#define CLT_SPAWN_H

#include <stdint.h>

/// A program to launch. Everything is read before the call returns.
typedef struct {
    /// The program's path, absolute or from the directory below.
    const char *_Nonnull executable;
    /// Its arguments, the name first, with a null at the end.
    char *_Nullable const *_Nonnull arguments;
    /// Its environment as `NAME=value`, with a null at the end.
    char *_Nullable const *_Nonnull environment;
    /// Its working directory.
    const char *_Nonnull directory;
    /// The descriptor that both its outputs go to.
    int output;
    /// The file behind it and the directory that holds nothing else: the supervisor removes both
    /// when the launching process is gone, unless the server had ended on its own.
    const char *_Nonnull log;
    const char *_Nonnull log_directory;
    /// The cgroup that an event may make for the server: the supervisor removes it behind the last
    /// process. Empty for none.
    const char *_Nonnull control_group;
} clt_launch;

enum {
    /// The program runs; the value is its process identifier.
    CLT_SERVER_STARTED = 1,
    /// The directory can't be entered; the value is an error number.
    CLT_SERVER_DIRECTORY_REFUSED = 2,
    /// The program can't be started; the value is an error number.
    CLT_SERVER_PROGRAM_REFUSED = 3,
    /// The program has exited; the value is its exit code. It still has its identifier.
    CLT_SERVER_EXITED = 4,
    /// The program was ended by the signal of the value. It still has its identifier.
    CLT_SERVER_SIGNALLED = 5,
    /// All processes of the server are gone but for the number of the value, which the system does
    /// not let us end.
    CLT_SERVER_GONE = 6,
};

/// An event of a launched server.
typedef struct {
    int32_t kind;
    int32_t value;
} clt_server_event;

/// Starts a supervisor and with it the server. Returns the supervisor's process identifier, or -1
/// with `errno`; `control` is the argument of the other functions, to be closed by the caller.
int32_t clt_server_launch(const clt_launch *_Nonnull launch, int *_Nonnull control);

/// The next event, without waiting: 1 with an event, 0 when there is none yet, -1 when the
/// supervisor has gone and there will be no more.
int clt_server_next_event(int control, clt_server_event *_Nonnull event);

/// Waits for the next event or the supervisor's end, at most for a time.
void clt_server_await_event(int control, int milliseconds);

/// Asks for the end of all processes of the server: SIGTERM, and after the grace SIGKILL; with a
/// grace of 0 SIGKILL at once. Another call can only shorten the grace.
void clt_server_end(int control, int32_t grace_milliseconds);

/// Waits for the supervisor's own end, which follows the event CLT_SERVER_GONE at once.
void clt_server_reap_supervisor(int32_t supervisor);

/// Ends a server whose supervisor another process has ended: the rest of its process group.
void clt_server_kill_group(int32_t server);

#endif
