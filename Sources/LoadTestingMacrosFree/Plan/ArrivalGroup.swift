/// The open model: iterations begin by the clock, whatever the server does.
///
/// Every arrival is a new session: one pass of the steps with slots and cookies of its own. It is
/// *due* at the instant of the schedule, and its first request's response time counts from there,
/// so that a server which stalls can't hide the wait.
///
/// ```swift
/// ArrivalGroup(rate: .perSecond(200), for: .seconds(60)) {
///     HTTPGet("/catalogue")
/// }
/// ArrivalGroup(.ramp(from: .perSecond(0), to: .perSecond(500), over: .seconds(30)),
///              .hold(.perSecond(500), for: .seconds(60)).named("peak"), arrivals: .poisson) {
///     HTTPGet("/catalogue")
/// }
/// ```
/// An arrival needs a user, and there are at most `maxUsers` at once: one that finds none waits for
/// the next free one, keeps the instant at which it was due, and is counted as throttled. Arrivals
/// that have not begun when the load ends are counted, too, and shown.
public struct ArrivalGroup: LoadSource {
    /// The parts of the group.
    public let sealed: Sealed<ArrivalGroup, LoadGroup>

    /// Creates the group from its parts.
    public init(sealed: Sealed<ArrivalGroup, LoadGroup>) { self.sealed = sealed }

    /// Describes arrivals at a constant rate.
    ///
    /// - Parameters:
    ///   - name: the name in reports. Default: `Arrival Group` and its number.
    ///   - rate: the number of iterations that begin a second, more than zero.
    ///   - duration: the time for which arrivals come, more than zero. Iterations that began
    ///     continue to their end, at most for the plan's `drain`.
    ///   - arrivals: even or random spacing. Default: even.
    ///   - maxUsers: the maximum users active at once, 1 or more. Default: as many as arrive in a
    ///     second and the time of a pass's pauses, at least 100, at most what open files leave.
    ///   - connection: pooled connections or one per arrival. Default: pooled.
    ///   - startAfter: the time from the start of the run to the group's start. Default zero.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of an arrival.
    public init(
        _ name: String? = nil, rate: Rate, for duration: Duration,
        arrivals: ArrivalSpacing = .even, maxUsers: Int? = nil,
        connection: ArrivalConnection = .pooled, startAfter: Duration = .zero,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                name,
                .arrivals(
                    Arrivals(
                        segments: [.hold(rate, for: duration)], spacing: arrivals,
                        maxUsers: maxUsers, connection: connection)),
                startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }

    /// Describes arrivals at the highest rate at which the plan's budgets hold, which is searched.
    ///
    /// The run tries rates one after the other and ends with one at the answer: see
    /// ``LoadTestResult/capacity``. Other groups of the plan run beside each level and end with it.
    ///
    /// - Parameters:
    ///   - search: the rates to be tried: `.search(upTo: .perSecond(20_000))`.
    ///   - arrivals: even or random spacing. Default: even.
    ///   - maxUsers: the maximum users active at once, 1 or more. Default: as many as arrive in a
    ///     second, at the rate that is tried, and the time of a pass's pauses, at least 100.
    ///   - connection: pooled connections or one per arrival. Default: pooled.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of an arrival.
    public init(
        _ search: ArrivalSearch, arrivals: ArrivalSpacing = .even, maxUsers: Int? = nil,
        connection: ArrivalConnection = .pooled, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            search.group(
                nil, arrivals, maxUsers, connection,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps()))
    }

    /// The same with a name for reports.
    public init(
        _ name: String, _ search: ArrivalSearch, arrivals: ArrivalSpacing = .even,
        maxUsers: Int? = nil, connection: ArrivalConnection = .pooled, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            search.group(
                name, arrivals, maxUsers, connection,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps()))
    }

    /// Describes arrivals whose rate changes: segments in a row.
    ///
    /// - Parameters:
    ///   - first: the first segment.
    ///   - more: the following segments.
    ///   - arrivals: even or random spacing. Default: even.
    ///   - maxUsers: the maximum users active at once, 1 or more. Default: as many as arrive in a
    ///     second, at the highest rate, and the time of a pass's pauses, at least 100, at most what
    ///     open files leave.
    ///   - connection: pooled connections or one per arrival. Default: pooled.
    ///   - startAfter: the time from the start of the run to the group's start. Default zero.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    ///   - steps: the steps of an arrival.
    public init(
        _ first: ArrivalSegment, _ more: ArrivalSegment..., arrivals: ArrivalSpacing = .even,
        maxUsers: Int? = nil, connection: ArrivalConnection = .pooled,
        startAfter: Duration = .zero, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column,
        @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                nil,
                .arrivals(
                    Arrivals(
                        segments: [first] + more, spacing: arrivals, maxUsers: maxUsers,
                        connection: connection)),
                startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }

    /// The same with a name for reports.
    public init(
        _ name: String, _ first: ArrivalSegment, _ more: ArrivalSegment...,
        arrivals: ArrivalSpacing = .even, maxUsers: Int? = nil,
        connection: ArrivalConnection = .pooled, startAfter: Duration = .zero,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column, @StepsBuilder steps: () -> Steps
    ) {
        self.init(
            LoadGroup(
                name,
                .arrivals(
                    Arrivals(
                        segments: [first] + more, spacing: arrivals, maxUsers: maxUsers,
                        connection: connection)),
                startAfter: startAfter,
                at: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column),
                steps: steps()))
    }
}

extension ArrivalSearch {
    /// The group that searches.
    fileprivate func group(
        _ name: String?, _ spacing: ArrivalSpacing, _ maxUsers: Int?,
        _ connection: ArrivalConnection, at location: CodeLocation, _ steps: Steps
    ) -> LoadGroup {
        let highest = ArrivalSegment.hold(.perSecond(search.max), for: .seconds(60))
        var group = LoadGroup(
            name,
            .arrivals(
                Arrivals(
                    segments: [highest], spacing: spacing, maxUsers: maxUsers,
                    connection: connection)),
            startAfter: .zero, at: location, steps: steps)
        group.search = search
        return group
    }
}
