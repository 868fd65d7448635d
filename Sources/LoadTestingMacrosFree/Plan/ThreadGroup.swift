/// The closed model: a number of users, each of which waits for its answer before the next request.
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
/// A server that stalls makes such users wait instead of asking: see ``ArrivalGroup`` for arrivals
/// by the clock.
public struct ThreadGroup: LoadSource {
    /// The parts of the group.
    public let sealed: Sealed<ThreadGroup, LoadGroup>

    /// Creates the group from its parts.
    public init(sealed: Sealed<ThreadGroup, LoadGroup>) { self.sealed = sealed }

    /// Describes a group of users.
    ///
    /// - Parameters:
    ///   - name: the name in reports. Default: `Thread Group` and its number.
    ///   - users: the number of users, 1 or more.
    ///   - rampUp: the time over which they start, zero or more. Default: all at once.
    ///   - loops: the number of iterations of each user, 1 or more. Default: 1, or unlimited where
    ///     there is a `duration`.
    ///   - duration: the time that the group runs from its own start, ramp-up included; more than
    ///     `rampUp`. No step starts after it; requests in flight are waited for. Users whose start
    ///     would come later never start, and the report says so.
    ///   - startAfter: the time from the start of the run to the group's start. Default zero.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of one iteration.
    public init(
        _ name: String? = nil, users: Int, rampUp: Duration = .zero, loops: Int? = nil,
        duration: Duration? = nil, startAfter: Duration = .zero,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                name,
                .ramp(UserRamp(users: users, rampUp: rampUp, loops: loops, duration: duration)),
                startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }

    /// Limits the requests of all users of the group together to this many a second, evenly:
    /// JMeter's throughput timers.
    ///
    /// A request that has to wait is due when it gets its token. Users still wait for their
    /// answers, so a slow server gets fewer; it does not get more afterwards.
    ///
    /// - Parameter rate: more than zero.
    public func limit(_ rate: Rate) -> ThreadGroup { changing { $0.limit = rate } }
}

extension ThreadGroup {
    /// Describes users whose number goes up and down over time.
    ///
    /// ```swift
    /// ThreadGroup(.ramp(to: 100, over: .seconds(10)), .hold(for: .seconds(60)),
    ///             .ramp(to: 0, over: .seconds(10))) {
    ///     HTTPGet("/catalogue")
    /// }
    /// ```
    /// Each segment begins with the number of users with which the previous one ended, the first
    /// one with none. The last user to start leaves first: it sends nothing further, its request in
    /// flight is waited for. Users repeat the steps until they leave.
    ///
    /// - Parameters:
    ///   - first: the first segment.
    ///   - more: the following segments.
    ///   - startAfter: the time from the start of the run to the group's start. Default zero.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of one iteration.
    public init(
        _ first: UserSegment, _ more: UserSegment..., startAfter: Duration = .zero,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                nil, .shape([first] + more), startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }

    /// The same with a name for reports.
    public init(
        _ name: String, _ first: UserSegment, _ more: UserSegment...,
        startAfter: Duration = .zero, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                name, .shape([first] + more), startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }
}

extension ThreadGroup {
    /// Describes the highest number of users at which the plan's budgets hold, which is searched.
    ///
    /// The run tries numbers one after the other and ends with one at the answer: see
    /// ``LoadTestResult/capacity``. Other groups of the plan run beside each level and end with it.
    ///
    /// - Parameters:
    ///   - search: the numbers of users to be tried: `.search(upTo: 500)`.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of one iteration.
    public init(
        _ search: UserSearch, fileID: String = #fileID, filePath: StaticString = #filePath,
        line: Int = #line, column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            search.group(
                nil,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps()))
    }

    /// The same with a name for reports.
    public init(
        _ name: String, _ search: UserSearch, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            search.group(
                name,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps()))
    }
}

extension UserSearch {
    /// The group that searches.
    fileprivate func group(
        _ name: String?, at location: CodeLocation, _ steps: Steps
    ) -> LoadGroup {
        // Any number of users can be asked for; the plan's check refuses it.
        let users = Int(Swift.max(-1e9, Swift.min(1e9, search.max)))
        var group = LoadGroup(
            name, .ramp(UserRamp(users: users, rampUp: .zero, loops: nil, duration: .seconds(60))),
            startAfter: .zero, at: location, steps: steps)
        group.search = search
        return group
    }
}
