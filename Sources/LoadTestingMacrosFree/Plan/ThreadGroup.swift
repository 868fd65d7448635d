/// The closed model: a fixed number of users, each of which waits for its answer before it goes on.
///
/// Users start evenly over the ramp-up: user k of U starts at k · `rampUp` / U. Each runs the
/// group's steps `loops` times or until `duration` has passed, whichever comes first, on one kept
/// connection of its own.
///
/// ```swift
/// ThreadGroup("buyers", users: 200, rampUp: .seconds(10), duration: .seconds(60)) {
///     HTTPGet("/catalogue")
///     Pause(.seconds(1))
/// }
/// ```
public struct ThreadGroup: Sendable {
    package var name: String?
    package var users: Int
    /// How many users the plan as written has, where it was scaled.
    package var plannedUsers: Int?
    package var rampUp: Duration
    package var loops: Int?
    package var duration: Duration?
    package var startAfter: Duration
    package var location: CodeLocation
    package var steps: Steps
    package var defaults = HTTPDefaults()
    package var errorAction = ErrorAction.goOn
    /// The most requests a second of all its users together.
    package var limit: Rate?

    /// Describes a group of users.
    ///
    /// - Parameters:
    ///   - name: what reports call the group. Default: `Thread Group` and its number.
    ///   - users: how many users there are, 1 or more.
    ///   - rampUp: the time over which they start, zero or more. Default: all at once.
    ///   - loops: how many iterations each user makes, 1 or more. Default: 1, or without end where
    ///     there is a `duration`.
    ///   - duration: how long the group runs from its own start, ramp-up included; more than
    ///     `rampUp`. No step starts after it; requests in flight are waited for. Users whose start
    ///     would come later never start, and the report says so.
    ///   - startAfter: the time from the start of the run to the group's start. Default zero.
    ///   - fileID: where it stands in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: what a user does in one iteration.
    public init(
        _ name: String? = nil, users: Int, rampUp: Duration = .zero, loops: Int? = nil,
        duration: Duration? = nil, startAfter: Duration = .zero,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.name = name
        self.users = users
        self.rampUp = rampUp
        self.loops = loops
        self.duration = duration
        self.startAfter = startAfter
        self.location = CodeLocation(
            fileID: fileID, filePath: filePath, line: line, column: column)
        self.steps = steps()
    }

    /// How many iterations a user makes; `nil` means until the duration ends.
    package var iterations: Int? { loops ?? (duration == nil ? 1 : nil) }

    /// The group's name in reports: its own, or `Thread Group` and its number.
    package func displayName(number: Int) -> String { name ?? "Thread Group \(number)" }
}

extension ThreadGroup {
    /// Says what the group's requests have in common, before what the plan says.
    public func defaults(_ defaults: HTTPDefaults) -> ThreadGroup {
        changing { $0.defaults = defaults.over($0.defaults) }
    }

    /// Says what a user does when one of its samples has failed.
    ///
    /// Default: the next step.
    public func onError(_ action: ErrorAction) -> ThreadGroup {
        changing { $0.errorAction = action }
    }

    /// Lets all users of the group together start at most this many requests a second, evenly:
    /// JMeter's throughput timers.
    ///
    /// A request that has to wait is due when its turn comes. Users still wait for their answers, so
    /// a slow server gets less; it does not get more afterwards.
    ///
    /// - Parameter rate: more than zero.
    public func limit(_ rate: Rate) -> ThreadGroup { changing { $0.limit = rate } }

    private func changing(_ change: (inout ThreadGroup) -> Void) -> ThreadGroup {
        var copy = self
        change(&copy)
        return copy
    }
}
