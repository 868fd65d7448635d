import LoadTestingMacrosFree

extension ProgramGroup {
    /// A group with its schedule; invalid values are replaced by valid ones, since the plan's
    /// problems are reported elsewhere.
    ///
    /// - Parameters:
    ///   - firstUser: the number of its first user.
    ///   - drain: the time for which exchanges under way are waited for at its end, in nanoseconds.
    ///   - limit: the end of the run in any case.
    init(
        _ group: LoadGroup, name: String, firstUser: Int64, entry: Int32, drain: Int64,
        limit: Int64, seed: UInt64, pauseScale: Double
    ) {
        let start = max(0, group.startAfter.wholeNanoseconds)
        switch group.work {
        case .arrivals(let arrivals) where ArrivalSegment.problems(of: arrivals.segments).isEmpty:
            let schedule = ArrivalSchedule(
                arrivals.segments, spacing: arrivals.spacing,
                seed: seed &+ UInt64(bitPattern: firstUser), startNanoseconds: start)
            self.init(
                name: name, schedule: .arrivals(schedule),
                maxUsers: arrivals.maxUsers
                    ?? Self.users(
                        for: schedule.highestRate,
                        seconds: 1 + group.steps.usualPause / .seconds(1) * pauseScale),
                firstUser: firstUser, iterations: 1,
                // Users that have begun continue to the end: the time for that is the drain time.
                endNanoseconds: schedule.endNanoseconds.saturatingAdd(drain), entry: entry)
            isMaxUsersStated = arrivals.maxUsers != nil
            poolsConnections = arrivals.connection == .pooled
        case .shape(let segments) where UserSegment.problems(of: segments).isEmpty:
            let schedule = UserShape(segments, startNanoseconds: start)
            self.init(
                name: name, schedule: .shape(schedule), maxUsers: schedule.peak,
                firstUser: firstUser, iterations: .max, endNanoseconds: schedule.endNanoseconds,
                entry: entry)
            drainNanoseconds = drain
        case .ramp(let ramp):
            let schedule = RampSchedule(
                users: max(1, ramp.users),
                rampNanoseconds: max(0, ramp.rampUp.wholeNanoseconds), startNanoseconds: start)
            self.init(
                name: name, schedule: .ramp(schedule), maxUsers: schedule.users,
                firstUser: firstUser, iterations: ramp.iterations.map(Int64.init) ?? .max,
                endNanoseconds: ramp.duration.map { start.saturatingAdd($0.wholeNanoseconds) }
                    ?? .max,
                entry: entry)
            drainNanoseconds = drain
        case .arrivals, .shape:
            let schedule = RampSchedule(users: 1, rampNanoseconds: 0, startNanoseconds: start)
            self.init(
                name: name, schedule: .ramp(schedule), maxUsers: 1, firstUser: firstUser,
                iterations: 1, endNanoseconds: .max, entry: entry)
        }
        isTimed = schedule.endNanoseconds != nil || endNanoseconds != .max
        endNanoseconds = min(endNanoseconds, limit)
    }

    /// The default maximum of users: as many as arrive in a second and the time of a pass's pauses,
    /// at least 100.
    private static func users(for rate: Double, seconds: Double) -> Int {
        let users = (rate * seconds).rounded(.up)
        return users > 100 ? Int(min(users, 1e6)) : 100
    }
}

extension Int64 {
    /// The sum, cut off at the largest value.
    fileprivate func saturatingAdd(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
