import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree
import Synchronization

/// A launched server with all its descendants.
///
/// It can't outlive the test. A supervisor stands between the two, see `clt_spawn.h`.
/// ``stop(grace:)``, the end of the last reference and the death of this process, even by
/// `SIGKILL`, each end the whole tree.
package final class ServerProcess: Sendable {
    /// The known facts of the processes.
    private struct State {
        var process: Int32?
        /// The reason that the program could not be started.
        var refusal: (kind: Int32, error: Int32)?
        var exit: ServerExit?
        var isAskedToEnd = false
        /// Whether every process has gone, the supervisor included.
        var isGone = false
        /// The number of processes that the system did not let us end.
        var left = 0
        /// Whether it ended before it was told to.
        var hasFailed = false
    }

    package let name: String
    package let port: Int
    package let log: ServerLog
    /// Its tree holds all descendants of the server, also those that have left the server's own.
    let supervisor: Int32
    /// The cgroup that an event can make for it; `nil` where the system has none.
    let controlGroup: ControlGroup?
    private let control: Int32
    private let state = Mutex(State())

    /// Starts the program; ``started()`` tells whether that succeeded.
    init(_ command: PreparedCommand, name: String, port: Int) throws(LoadTestError) {
        self.name = name
        self.port = port
        do {
            let file = (command.path as NSString).lastPathComponent
            log = try ServerLog(named: "\(file)-\(port)")
        } catch {
            throw LoadTestError(
                server: name, .serverNotStarted,
                "its log can't be written to \(FileManager.default.temporaryDirectory.path)",
                remedy: "set TMPDIR to a directory that takes files")
        }
        controlGroup = ControlGroup.next()
        guard
            let (supervisor, control) = command.launch(writingTo: log, in: controlGroup)
        else {
            throw LoadTestError(
                server: name, .serverNotStarted,
                "no process could be started: \(String(cString: strerror(errno)))",
                remedy: "end others, or raise the limit of processes (ulimit -u)")
        }
        self.supervisor = supervisor
        self.control = control
    }

    deinit {
        clt_server_end(control, 0)
        while !isGone { clt_server_await_event(control, 100) }
        close(control)
        if hasFailed { _ = log.keepIfLong() }
    }

    /// Takes the supervisor's events, and reads a part of the resulting state.
    private func read<Value: Sendable>(_ part: (State) -> Value) -> Value {
        state.withLock { state in
            var event = clt_server_event()
            while !state.isGone {
                let result = clt_server_next_event(control, &event)
                if result == 0 { break }
                if result > 0 { take(event, &state) } else { takeLossOfSupervisor(&state) }
            }
            return part(state)
        }
    }

    private func take(_ event: clt_server_event, _ state: inout State) {
        switch Int(event.kind) {
        case CLT_SERVER_STARTED: state.process = event.value
        case CLT_SERVER_EXITED: state.exit = .code(event.value)
        case CLT_SERVER_SIGNALLED: state.exit = .signal(event.value)
        case CLT_SERVER_GONE:
            state.isGone = true
            state.left = Int(event.value)
            clt_server_reap_supervisor(supervisor)
        default: state.refusal = (event.kind, event.value)
        }
        if state.exit != nil, !state.isAskedToEnd { state.hasFailed = true }
    }

    /// The supervisor was killed; all processes within reach of this one are ended.
    private func takeLossOfSupervisor(_ state: inout State) {
        clt_server_reap_supervisor(supervisor)
        if let process = state.process, state.exit == nil { clt_server_kill_group(process) }
        if state.process != nil, state.exit == nil { state.exit = .unknown }
        if !state.isAskedToEnd { state.hasFailed = true }
        state.isGone = true
    }

    /// The identifier of the launched process, which is also that of its process group; `nil`
    /// before it was started.
    package var process: Int32? { read(\.process) }

    /// The end of the launched process; `nil` while it runs.
    package var exit: ServerExit? { read(\.exit) }

    /// Whether it ended, or lost its supervisor, before it was told to end.
    package var hasFailed: Bool { read(\.hasFailed) }

    /// Whether every process of it has gone.
    package var isGone: Bool { read(\.isGone) }

    /// Whether the program runs, or has run.
    ///
    /// - Throws: `LoadTestError` when the system refuses to run it.
    func hasStarted() throws -> Bool {
        let (process, refusal, isGone) = read { ($0.process, $0.refusal, $0.isGone) }
        if process != nil { return true }
        if let refusal { throw error(of: refusal.kind, number: refusal.error) }
        if isGone { throw error(of: 0, number: 0) }
        return false
    }

    /// Reports once the processes that the system does not let us end.
    private func reportLeft() {
        let left = state.withLock { state in
            defer { state.left = 0 }
            return state.left
        }
        guard left > 0 else { return }
        let text = "server \"\(name)\": \(left) of its processes could not be ended\n"
        FileHandle.standardError.write(Data(text.utf8))
    }

    private func error(of kind: Int32, number: Int32) -> LoadTestError {
        let reason = number == 0 ? "it was killed at once" : String(cString: strerror(number))
        return kind == Int32(CLT_SERVER_DIRECTORY_REFUSED)
            ? LoadTestError(
                server: name, .serverNotStarted, "its directory can't be entered: \(reason)",
                remedy: "see in:")
            : LoadTestError(
                server: name, .serverNotStarted, "it can't be run: \(reason)",
                remedy: "a script needs a first line such as #!/bin/sh")
    }

    /// Ends all processes of the server: `SIGTERM`, after the grace `SIGKILL`.
    ///
    /// On return they are reaped and the port is free; cancellation does not cut it short and a
    /// second call only waits.
    package func stop(grace: Duration) async {
        let milliseconds = Int32(clamping: max(0, grace.wholeNanoseconds) / 1_000_000)
        // Also notices one that ended just now.
        _ = hasFailed
        state.withLock { $0.isAskedToEnd = true }
        clt_server_end(control, milliseconds)
        // A task of its own: sleeping in a cancelled one would not sleep.
        await Task {
            while !isGone { try? await Task.sleep(for: .milliseconds(2)) }
        }.value
        reportLeft()
    }
}

extension ServerProcess: Hashable {
    package static func == (a: ServerProcess, b: ServerProcess) -> Bool { a === b }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}
