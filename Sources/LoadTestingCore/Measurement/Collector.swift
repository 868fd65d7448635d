/// Joins the loops' measurements into one run, bounded in memory: a pure state machine.
package struct Collector: Sendable {
    /// The measurements collected so far.
    package private(set) var snapshot: RunSnapshot
    private var failure = FailureStreak()
    /// Active users of all loops by second, for the seconds that a loop may still report: the
    /// maximum of all kinds, the minimum of the closed kind.
    private var users: [Int: (max: Int, min: Int)] = [:]
    /// The seconds that an interval covers: doubles when there are too many.
    private var width = 1

    /// The maximum seconds that a loop's report may lag behind another's.
    private static let longestLag = 120

    private let names: SampleNames
    /// By group: the end of its load.
    private var ends: [LoadEnd]

    /// - Parameters:
    ///   - names: the rows, to which scenarios add while the load runs.
    ///   - facts: the facts known when the run starts.
    ///   - groups: the planned load.
    package init(
        names: SampleNames, facts: RunFacts = RunFacts(), groups: [GroupLoad] = []
    ) {
        self.names = names
        snapshot = RunSnapshot(rows: names.rows)
        snapshot.groups = groups
        ends = groups.map { _ in LoadEnd() }
        snapshot.facts = facts
    }

    private mutating func takeNames() { snapshot.rows = names.rows }

    /// Takes the measurements of a loop in a second.
    ///
    /// Seconds may come in any order between loops; of one loop they come in order.
    package mutating func add(
        second: Int, labels: PackedLabels, health: GeneratorHealth, activeUsers: Int,
        minActiveUsers: Int = 0, stalls: [ServerStall] = [],
        custom: CustomValues = CustomValues()
    ) {
        takeNames()
        let index = index(of: second)
        snapshot.intervals[index].add(labels: labels)
        snapshot.intervals[index].add(health: health)
        snapshot.intervals[index].custom.merge(custom)
        snapshot.intervals[index].stalls = ServerStall.merging(
            snapshot.intervals[index].stalls, stalls)
        var seen = users[second] ?? (max: 0, min: 0)
        seen.max += activeUsers
        seen.min += minActiveUsers
        users[second] = seen
        users[second - Self.longestLag] = nil
        snapshot.intervals[index].activeUsers = max(
            snapshot.intervals[index].activeUsers, seen.max)
        snapshot.intervals[index].minActiveUsers = minUsers(of: snapshot.intervals[index])
        let requests = snapshot.counts(of: labels)
        failure.add(
            second: second, succeeded: requests.succeeded, failed: requests.failed)
        if snapshot.isTooLarge {
            width *= 2
            snapshot.coarsen(to: width)
        }
    }

    /// Takes the server's use in a second.
    package mutating func add(second: Int, server use: ServerUse) {
        snapshot.intervals[index(of: second)].add(server: use)
    }

    /// Takes the record of the server.
    package mutating func add(server record: ServerRecord) { snapshot.server = record }

    /// Takes examples of failed exchanges; the first ones and the first of each cause are kept.
    package mutating func add(examples: [FailedExchange]) {
        guard !examples.isEmpty else { return }
        let all = (snapshot.examples + examples.map(\.redacted)).sorted {
            $0.endNanoseconds < $1.endNanoseconds
        }
        var choice = ExampleChoice()
        snapshot.examples = all.filter { choice.wants($0.cause) }
    }

    /// Takes the ending of a loop.
    package mutating func add(
        unstartedUsers: Int, abandonedExchanges: Int, arrivals: ArrivalCounts = ArrivalCounts(),
        addresses: [AddressUse] = []
    ) {
        snapshot.unstartedUsers += unstartedUsers
        snapshot.arrivals.merge(arrivals)
        snapshot.addresses = AddressUse.merged(snapshot.addresses, addresses)
        snapshot.abandonedExchanges += abandonedExchanges
    }

    /// Takes a loop's state of a group's load.
    ///
    /// - Parameters:
    ///   - lastEnd: the end of its last user; `Int64.min` where it ends by a schedule.
    ///   - cut: the instant at which its load was ended early; `Int64.max` when it was not.
    package mutating func add(group: Int, lastEnd: Int64, cut: Int64, users: UserCounts) {
        ends[group].last = max(ends[group].last, lastEnd)
        ends[group].cut = min(ends[group].cut, cut)
        snapshot.groups[group].users.merge(users)
    }

    /// Whether every request of the last 10 s, at least 100, has failed.
    package var isUnresponsive: Bool { failure.isUnresponsive }

    /// Ends the run.
    package mutating func finish(_ end: RunEnd, durationNanoseconds: Int64) -> RunSnapshot {
        snapshot.end = end
        snapshot.durationNanoseconds = durationNanoseconds
        takeNames()
        for (index, end) in ends.enumerated() {
            snapshot.groups[index].endNanoseconds = end.instant(
                planned: snapshot.groups[index].endNanoseconds,
                start: snapshot.groups[index].startNanoseconds)
        }
        return snapshot
    }

    /// The minimum users of the seconds in an interval.
    private func minUsers(of interval: IntervalSnapshot) -> Int {
        let seconds = interval.startSecond..<interval.startSecond + interval.seconds
        return seconds.compactMap { users[$0]?.min }.min() ?? 0
    }

    /// The index of a second's interval, a new one where there was none.
    private mutating func index(of second: Int) -> Int {
        let start = snapshot.intervalStart(of: second, width: width)
        let before = snapshot.intervals.lastIndex { $0.startSecond <= start }
        if let before, snapshot.intervals[before].startSecond == start { return before }
        return insert(start: start)
    }

    private mutating func insert(start: Int) -> Int {
        var interval = IntervalSnapshot(startSecond: start)
        interval.seconds = width
        let index = snapshot.intervals.firstIndex { $0.startSecond > start }
        snapshot.intervals.insert(interval, at: index ?? snapshot.intervals.endIndex)
        return index ?? snapshot.intervals.endIndex - 1
    }
}

/// The end of a group's load, as the loops know it.
private struct LoadEnd: Sendable {
    var last = Int64.min
    var cut = Int64.max

    /// The earliest of its planned end, the end of its last user, and its early end.
    func instant(planned: Int64, start: Int64) -> Int64 {
        max(start, min(planned, cut, last == .min ? planned : last))
    }
}

/// The time for which only failures have been seen.
private struct FailureStreak: Sendable {
    private var firstSecond: Int?
    private var lastSecond = 0
    private var failures: UInt64 = 0

    mutating func add(second: Int, succeeded: UInt64, failed: UInt64) {
        if succeeded > 0 {
            self = FailureStreak()
            return
        }
        guard failed > 0 || firstSecond != nil else { return }
        firstSecond = firstSecond ?? second
        lastSecond = max(lastSecond, second)
        failures += failed
    }

    var isUnresponsive: Bool {
        guard let firstSecond else { return false }
        return lastSecond - firstSecond >= 9 && failures >= 100
    }
}
