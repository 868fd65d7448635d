/// An action of an event: `Kill`, `Suspend`, `Resume`, `LimitProcessor`, `FillDisk`, ``Perform``.
///
/// The library's own types conform to it; a plan's own action is ``Perform``.
public protocol EventActionConvertible: Sendable {
    /// The action.
    var eventAction: EventAction { get }
}

/// An action that a plan takes at an instant of the load.
public struct EventAction: Sendable, EventActionConvertible {
    /// The action in reports, as a command: `kill worker 1 of uvicorn`.
    package var name: String
    /// The time after which it is undone, the end of the load at the latest; `nil` for then.
    package var duration: Duration?
    /// Finds what would prevent it, before the load.
    package var check: @Sendable () throws(LoadTestError.Problem) -> Void
    /// Does it, on a thread of its own.
    package var body: @Sendable () throws -> Effect

    /// What an action has done.
    package struct Effect: Sendable {
        /// The processes that it was done to.
        package var processes: [Int32] = []
        /// Whether these were ended.
        package var endsThem = false
        /// Takes it back; `nil` where it can't be.
        package var undo: (@Sendable () -> Void)?

        package init(
            processes: [Int32] = [], endsThem: Bool = false, undo: (@Sendable () -> Void)? = nil
        ) {
            self.processes = processes
            self.endsThem = endsThem
            self.undo = undo
        }
    }

    package init(
        _ name: String, for duration: Duration? = nil,
        check: @escaping @Sendable () throws(LoadTestError.Problem) -> Void = {},
        body: @escaping @Sendable () throws -> Effect
    ) {
        self.name = name
        self.duration = duration
        self.check = check
        self.body = body
    }

    /// The action itself.
    public var eventAction: EventAction { self }
}

/// An action of a plan's own: code that runs at the instant of an event.
///
/// ```swift
/// At(.seconds(10)) {
///     Perform("an outage", for: .seconds(3)) {
///         try relay.add(.timeout(after: .zero), named: "outage")
///     } undo: {
///         relay.remove("outage")
///     }
/// }
/// ```
public struct Perform: EventActionConvertible {
    /// The action.
    public let eventAction: EventAction

    /// Describes an action that stays, such as emptying a cache.
    ///
    /// - Parameters:
    ///   - name: the action in reports.
    ///   - body: the code, called once on a thread of its own. Events after it wait for it. An
    ///     error that it throws is in the report, and makes the verdict inconclusive.
    public init(_ name: String, body: @escaping @Sendable () throws -> Void) {
        eventAction = EventAction(name) {
            try body()
            return EventAction.Effect()
        }
    }

    /// Describes an action that is undone.
    ///
    /// - Parameters:
    ///   - name: the action in reports.
    ///   - duration: the time after which it is undone, more than zero. Default: at the end of the
    ///     load, which is the latest instant in any case.
    ///   - body: the code, called once on a thread of its own.
    ///   - undo: the code that takes it back, called once if `body` has not thrown.
    public init(
        _ name: String, for duration: Duration? = nil,
        body: @escaping @Sendable () throws -> Void, undo: @escaping @Sendable () -> Void
    ) {
        eventAction = EventAction(name, for: duration) {
            try body()
            return EventAction.Effect(undo: undo)
        }
    }
}
