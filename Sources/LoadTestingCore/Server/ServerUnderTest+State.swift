import Foundation

extension ServerUnderTest {
    /// The port that the server listens on; for a URL without one that of its scheme.
    public var port: Int {
        let address = URL(string: url)
        return address?.port ?? (address?.scheme == "https" ? 443 : 80)
    }

    /// The identifier of the server's process, the launched one where there are several.
    ///
    /// `Int32.max`, which no process has, where it isn't known.
    public var processID: Int32 { processTreeRoot ?? .max }

    /// The process whose tree is the server; `nil` where it isn't known.
    package var processTreeRoot: Int32? {
        switch origin {
        case .launched(let process): process.process
        case .attached(let process, _, _): process
        case .inProcess: getpid()
        case .unseen: nil
        }
    }

    /// The process that adopts descendants which left the server's own tree; `nil` for others.
    package var supervisor: Int32? {
        if case .launched(let process) = origin { process.supervisor } else { nil }
    }

    /// Whether the server ends with its known process.
    package var hasMainProcess: Bool {
        if case .attached(_, _, let isMain) = origin { isMain } else { true }
    }

    /// Whether the server is the test's own process, so that its use is not told from the load
    /// generator's.
    public var isShared: Bool { origin == .inProcess }

    /// Whether the server's process has not ended yet; `true` where that isn't known.
    public var isRunning: Bool {
        switch origin {
        case .launched(let process): return process.exit == nil && !process.isGone
        case .attached(_, _, isMain: false): return !LoopbackPort.isFree(port)
        case .attached(let process, let start, _):
            let exists = kill(process, 0) == 0 || errno == EPERM
            return exists && !ProcessTable.hasEnded(process)
                && ProcessTable.start(of: process) == start
        case .inProcess, .unseen: return true
        }
    }

    /// The end of a launched server's process; `nil` while it runs, and for others.
    package var exit: ServerExit? {
        if case .launched(let process) = origin { process.exit } else { nil }
    }

    /// The output of a launched server so far, of both descriptors.
    ///
    /// Of more than a mebibyte it is the end; it is empty for a server that the test has not
    /// launched.
    public var output: String { log?.text ?? "" }

    /// The file that takes both outputs of a launched server, in the system's directory of
    /// temporary files; `nil` for a server that the test has not launched.
    ///
    /// It is removed with the last copy of this value, but stays when the server ended on its own
    /// and has written more than the 20 lines that are in the message about it.
    public var logFile: String? { log?.path }

    /// The log of a launched server; `nil` for others.
    package var log: ServerLog? {
        if case .launched(let process) = origin { process.log } else { nil }
    }

    /// Ends a launched server with all its descendants: `SIGTERM` to its process group, and
    /// `SIGKILL` to the rest after the grace.
    ///
    /// On return the processes are reaped and the port is free. A cancelled task does not cut it
    /// short, and a second call does nothing. A server that the test has not launched keeps
    /// running.
    ///
    /// - Parameter grace: the time for the server to end on its own; 0 kills it at once. Default 5
    ///   s.
    public func stop(grace: Duration = .seconds(5)) async {
        if case .launched(let process) = origin { await process.stop(grace: grace) }
    }
}
