extension RunSnapshot {
    /// Adds another shard's measurements of the same run: exact, as if one had measured both.
    ///
    /// Both clocks begin at the start of the run. Rows are joined by label, group and tags, groups
    /// by number, intervals by second; active users and unstarted users add up. Seconds that
    /// neither of them judges are not judged: the warm-up is the longer one, the plateau where both
    /// have theirs.
    ///
    /// Figures of generators and servers stay apart, by number. A server that both have watched is
    /// counted once; budgets are about the first.
    package mutating func merge(_ other: RunSnapshot) {
        var other = other
        let generators = facts.merge(other.facts)
        other.facts.warmUpSeconds = facts.warmUpSeconds
        let servers = merge(serversOf: other)
        for index in other.intervals.indices {
            other.intervals[index].renumber(generators: generators, servers: servers)
        }
        let width = max(intervalSeconds, other.intervalSeconds)
        var theirs = other
        theirs.coarsen(to: width)
        coarsen(to: width)
        let numbers = theirs.rows.map { number(of: $0) }
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
        events = (events + other.events).sorted { $0.plannedNanoseconds < $1.plannedNanoseconds }
        if end == .complete { end = other.end }
    }

    /// Takes over the servers that were not watched here.
    ///
    /// - Returns: their new numbers; one that was watched here has none, since its use would be
    ///   counted twice.
    private mutating func merge(serversOf other: RunSnapshot) -> [Int: Int] {
        var numbers: [Int: Int] = [:]
        for (number, record) in other.servers.enumerated()
        where !servers.contains(where: { $0.isSame(as: record) }) {
            numbers[number] = servers.count
            if !servers.isEmpty {
                servers[0].gaps.append(
                    .init(.processes, "\(record.name), which another shard loaded, is not in it"))
            }
            servers.append(record)
        }
        return numbers
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

    private mutating func number(of row: SampleRow) -> Int {
        if let number = rows.firstIndex(of: row) { return number }
        rows.append(row)
        return rows.count - 1
    }

    private mutating func add(_ interval: IntervalSnapshot, numbers: [Int]) {
        let translated = interval.labels.renumbered { numbers[$0] }
        let index = intervals.firstIndex { $0.startSecond >= interval.startSecond }
        if let index, intervals[index].startSecond == interval.startSecond {
            intervals[index].add(labels: translated)
            for (number, health) in interval.generators {
                intervals[index].add(health: health, of: number)
            }
            intervals[index].activeUsers += interval.activeUsers
            intervals[index].minActiveUsers += interval.minActiveUsers
            intervals[index].stalls = ServerStall.merging(
                intervals[index].stalls, interval.stalls)
            intervals[index].custom.merge(interval.custom)
            for (number, use) in interval.servers {
                intervals[index].add(server: use, of: number)
            }
        } else {
            var copy = interval
            copy.labels = translated
            intervals.insert(copy, at: index ?? intervals.endIndex)
        }
    }
}

extension IntervalSnapshot {
    /// Gives generators and servers other numbers; those without one are left out.
    fileprivate mutating func renumber(generators: [Int: Int], servers: [Int: Int]) {
        let (health, uses) = (self.generators, self.servers)
        (self.generators, self.servers) = ([:], [:])
        for (number, health) in health { self.generators[generators[number] ?? number] = health }
        for (number, use) in uses { servers[number].map { self.servers[$0] = use } }
    }
}

extension Range<Int> {
    /// The overlap of both; `nil` for none.
    fileprivate func intersection(_ other: Range<Int>) -> Range<Int>? {
        overlaps(other) ? clamped(to: other) : nil
    }
}
