extension RunSnapshot {
    /// Adds another shard's measurements of the same run: exact, as if one had measured both.
    ///
    /// Both clocks begin at the start of the run. Labels are joined by name, groups by number,
    /// intervals by second; active users and unstarted users add up. Seconds that neither of them
    /// judges are not judged: the warm-up is the longer one, the plateau where both have theirs.
    ///
    /// One server is that of the run: of another one that `other` has watched, no figure is kept.
    package mutating func merge(_ other: RunSnapshot) {
        var other = other
        facts.merge(other.facts)
        other.facts.warmUpSeconds = facts.warmUpSeconds
        merge(serverOf: &other)
        let width = max(intervalSeconds, other.intervalSeconds)
        var theirs = other
        theirs.coarsen(to: width)
        coarsen(to: width)
        let numbers = theirs.labels.indices.map {
            number(of: theirs.labels[$0], theirs.rows[$0])
        }
        for interval in theirs.intervals { add(interval, numbers: numbers) }
        var choice = ExampleChoice()
        examples = (examples + other.examples).sorted { $0.endNanoseconds < $1.endNanoseconds }
            .filter { choice.wants($0.cause) }
        durationNanoseconds = max(durationNanoseconds, other.durationNanoseconds)
        unstartedUsers += other.unstartedUsers
        arrivals.merge(other.arrivals)
        for (index, group) in other.groups.enumerated() {
            if index < groups.count { groups[index].merge(group) } else { groups.append(group) }
        }
        plateau = plateau.flatMap { mine in other.plateau.flatMap { mine.intersection($0) } }
        addresses = AddressUse.merged(addresses, other.addresses)
        baselineOverhead = BaselineOverhead.higher(
            baselineOverhead, other.baselineOverhead)
        abandonedExchanges += other.abandonedExchanges
        if end == .complete { end = other.end }
    }

    /// Takes the other's server where there is none, and leaves its use out where there is one:
    /// summed over both, one server would have used twice as much.
    private mutating func merge(serverOf other: inout RunSnapshot) {
        guard let mine = server else {
            server = other.server
            return
        }
        guard let theirs = other.server else { return }
        for index in other.intervals.indices { other.intervals[index].server = nil }
        if theirs.name != mine.name {
            server?.gaps.append(
                .init(.processes, "\(theirs.name), which another shard loaded, is not in it"))
        }
    }

    /// Joins neighbours until each interval covers this many seconds.
    mutating func coarsen(to width: Int) {
        var joined: [IntervalSnapshot] = []
        for var interval in intervals {
            let start = intervalStart(of: interval.startSecond, width: width)
            if joined.last?.startSecond == start {
                joined[joined.count - 1].append(interval)
            } else {
                interval.startSecond = start
                joined.append(interval)
            }
            joined[joined.count - 1].seconds = width
        }
        intervals = joined
    }

    /// The start of the interval that a second lies in; none reaches over the end of the warm-up.
    package func intervalStart(of second: Int, width: Int) -> Int {
        let sinceWarmUp = second - facts.warmUpSeconds
        let remainder = sinceWarmUp % width
        return max(0, second - (remainder < 0 ? remainder + width : remainder))
    }

    /// The number of seconds that each interval covers.
    private var intervalSeconds: Int { intervals.map(\.seconds).max() ?? 1 }

    private mutating func number(of label: String, _ row: SampleNames.Row) -> Int {
        if let number = labels.firstIndex(of: label) { return number }
        labels.append(label)
        rows.append(row)
        return labels.count - 1
    }

    private mutating func add(_ interval: IntervalSnapshot, numbers: [Int]) {
        let translated = interval.labels.renumbered { numbers[$0] }
        let index = intervals.firstIndex { $0.startSecond >= interval.startSecond }
        if let index, intervals[index].startSecond == interval.startSecond {
            intervals[index].add(labels: translated, health: interval.health)
            intervals[index].activeUsers += interval.activeUsers
            intervals[index].minActiveUsers += interval.minActiveUsers
            intervals[index].stalls = ServerStall.merging(
                intervals[index].stalls, interval.stalls)
            intervals[index].add(server: interval.server)
        } else {
            var copy = interval
            copy.labels = translated
            intervals.insert(copy, at: index ?? intervals.endIndex)
        }
    }
}

extension Range<Int> {
    /// The overlap of both; `nil` for none.
    fileprivate func intersection(_ other: Range<Int>) -> Range<Int>? {
        overlaps(other) ? clamped(to: other) : nil
    }
}
