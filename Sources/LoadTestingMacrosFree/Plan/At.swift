/// Something that happens to the server, or around it, at an instant of the load.
///
/// ```swift
/// ArrivalGroup(.hold(.perSecond(200), for: .seconds(30))) { HTTPGet("/orders") }
/// At(.seconds(10), named: "kill") { Kill(server.worker(1)) }
/// At(.seconds(20)) { Suspend(database, for: .seconds(2)) }
/// expect(p95 < .milliseconds(200), errorRate < .percent(1))
/// expect(errorRate(during: .between(.seconds(9), .seconds(14))) < .percent(5))
/// expect(recovery(after: "kill") < .seconds(3))
/// ```
///
/// Each is a line of the report and a mark on the charts' time axis. What can be undone is undone
/// when the load is over, however it ends. An event that fails, or whose instant the load does not
/// reach, makes the verdict inconclusive: the run has not shown what it was to show.
public struct At: Sendable {
    package var event: PlanEvent

    /// Describes an event.
    ///
    /// - Parameters:
    ///   - time: the time from the start of the load, zero or more, and before its planned end.
    ///   - name: the name for budgets on what follows: `recovery(after: "kill")`. Default: none.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - actions: what is done then, one after the other: `Kill`, `Suspend`, `Resume`,
    ///     `LimitProcessor`, `FillDisk`, ``Perform``.
    public init(
        _ time: Duration, named name: String? = nil, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @EventBuilder actions: () -> [EventAction]
    ) {
        event = PlanEvent(
            time: time, name: name, actions: actions(),
            location: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }
}

/// An event of a plan.
package struct PlanEvent: Sendable {
    /// Since the start of the load.
    package var time: Duration
    /// The name for budgets; `nil` where it has none.
    package var name: String?
    package var actions: [EventAction]
    package var location: CodeLocation
}

/// Collects the actions of an event.
@resultBuilder public enum EventBuilder {
    /// Takes `Kill(server.worker(1))` and the other actions.
    public static func buildExpression(_ action: some EventActionConvertible) -> [EventAction] {
        [action.eventAction]
    }

    /// Actions in a row.
    public static func buildBlock(_ parts: [EventAction]...) -> [EventAction] {
        parts.flatMap(\.self)
    }

    /// Allows `if … { … }`.
    public static func buildOptional(_ part: [EventAction]?) -> [EventAction] { part ?? [] }

    /// Allows `if … { … } else { … }`; the first branch.
    public static func buildEither(first part: [EventAction]) -> [EventAction] { part }

    /// Allows `if … { … } else { … }`; the second branch.
    public static func buildEither(second part: [EventAction]) -> [EventAction] { part }

    /// Allows `for … in … { … }`.
    public static func buildArray(_ parts: [[EventAction]]) -> [EventAction] {
        parts.flatMap(\.self)
    }
}
