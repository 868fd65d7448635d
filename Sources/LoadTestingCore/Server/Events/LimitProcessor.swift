public import LoadTestingMacrosFree

/// A limit of the processor time that a launched server gets, by a cgroup, as of a container with
/// few cores or a noisy neighbour.
///
/// ```swift
/// At(.seconds(10), named: "half a core") { LimitProcessor(server, to: 0.5, for: .seconds(5)) }
/// ```
///
/// It is lifted after the time, at the end of the load at the latest. Needs Linux and the right to
/// make a cgroup, of version 2 or 1; without it the plan is refused before the load.
public struct LimitProcessor: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// Describes a limit on a whole launched server.
    ///
    /// - Parameters:
    ///   - server: the server, with all its processes.
    ///   - cores: the processor cores that they get together, 0.01 or more.
    ///   - duration: the time after which the limit is lifted, more than zero. Default: the end of
    ///     the load.
    public init(_ server: ServerUnderTest, to cores: Double, for duration: Duration? = nil) {
        let size = NumberText.decimal(cores, places: 2)
        let length = duration.map { " for \($0.text)" } ?? ""
        let processes = server.processes
        let name = "limit \(server.name) to \(size) \(cores == 1 ? "core" : "cores")\(length)"
        eventAction = EventAction(name, for: duration) { () throws(Problem) in
            guard cores >= 0.01, cores.isFinite else {
                throw Problem("LimitProcessor to \(cores) cores", remedy: "use 0.01 or more")
            }
            _ = try processes.found()
            try processes.controlGroup().check()
        } body: {
            let group = try processes.controlGroup()
            let limited = try group.limit(to: cores) { () throws(Problem) in try processes.found() }
            return EventAction.Effect(processes: limited) { group.lift() }
        }
    }
}
