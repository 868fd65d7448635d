import Foundation
public import LoadTestingMacrosFree

/// The end of a process by `SIGKILL`, as of one that crashes: `At(.seconds(10)) {
/// Kill(server.worker(1)) }`.
///
/// The report names it, and does not count it as a failure of the server's own. A launched process
/// that is killed itself ends the load, as it does on any other day: kill workers.
public struct Kill: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// Describes the end of processes of a launched server.
    public init(_ processes: ServerProcesses) {
        eventAction = EventAction("kill \(processes.name)") { () throws(Problem) in
            _ = try processes.found()
        } body: {
            let found = try processes.found()
            for process in found { kill(process, SIGKILL) }
            return EventAction.Effect(processes: found, endsThem: true)
        }
    }
}
