import Foundation
public import LoadTestingMacrosFree

/// A stop of processes by `SIGSTOP`, as of a machine that hangs: they keep their connections and do
/// nothing.
///
/// ```swift
/// At(.seconds(10)) { Suspend(database, for: .seconds(2)) }
/// ```
///
/// They continue after the time, with ``Resume``, and at the end of the load at the latest.
public struct Suspend: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// Describes a stop of processes of a launched server.
    ///
    /// - Parameters:
    ///   - processes: the processes.
    ///   - duration: the time after which they continue, more than zero. Default: until ``Resume``
    ///     or the end of the load.
    public init(_ processes: ServerProcesses, for duration: Duration? = nil) {
        let length = duration.map { " for \($0.text)" } ?? ""
        eventAction = EventAction("suspend \(processes.name)\(length)", for: duration) {
            () throws(Problem) in
            _ = try processes.found()
        } body: {
            let found = try processes.found().map { ($0, ProcessTable.start(of: $0)) }
            for (process, _) in found { kill(process, SIGSTOP) }
            return EventAction.Effect(processes: found.map(\.0)) {
                // An identifier may have become another process's.
                for (process, start) in found where ProcessTable.start(of: process) == start {
                    kill(process, SIGCONT)
                }
            }
        }
    }

    /// Describes a stop of a whole launched server.
    public init(_ server: ServerUnderTest, for duration: Duration? = nil) {
        self.init(server.processes, for: duration)
    }
}

/// The end of a stop that ``Suspend`` has made, by `SIGCONT`.
public struct Resume: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// Describes that processes of a launched server continue.
    public init(_ processes: ServerProcesses) {
        eventAction = EventAction("resume \(processes.name)") { () throws(Problem) in
            _ = try processes.found()
        } body: {
            let found = try processes.found()
            for process in found { kill(process, SIGCONT) }
            return EventAction.Effect(processes: found)
        }
    }

    /// Describes that a whole launched server continues.
    public init(_ server: ServerUnderTest) { self.init(server.processes) }
}
