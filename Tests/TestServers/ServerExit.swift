import Foundation

/// How a server's process ended.
struct ServerExit: CustomStringConvertible {
    let code: Int32
    let isSignal: Bool

    var description: String {
        isSignal ? "was ended by signal \(code)" : "exited with status \(code)"
    }

    /// How the process ended, or nil while it runs; it is not reaped.
    static func pending(_ process: pid_t) -> ServerExit? {
        wait(process, WEXITED | WNOHANG | WNOWAIT)
    }

    /// Waits for the end of the process and gives its identifier back to the system.
    static func reap(_ process: pid_t) -> ServerExit {
        wait(process, WEXITED) ?? ServerExit(code: 0, isSignal: false)
    }

    private static func wait(_ process: pid_t, _ options: Int32) -> ServerExit? {
        var info = siginfo_t()
        var result: Int32
        repeat {
            result = waitid(P_PID, id_t(process), &info, options)
        } while result == -1 && errno == EINTR
        guard result == 0, info.si_signo == SIGCHLD else { return nil }
        return ServerExit(code: info.exitStatus, isSignal: info.si_code != CLD_EXITED)
    }
}
