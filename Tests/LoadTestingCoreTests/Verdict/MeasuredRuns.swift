@testable import LoadTestingCore

extension LabelSnapshot {
    /// Requests of these latencies, and failures of these causes; the interval is 10 s.
    ///
    /// - Parameter own: what of each of them was the generator's, in milliseconds.
    static func made(
        ok: [(count: Int, milliseconds: Double)], own: OwnDelay = OwnDelay(),
        failed: [(count: Int, cause: FailureCause)] = []
    ) -> LabelSnapshot {
        var sum = LabelSnapshot()
        let own = OwnDelay(
            start: own.start * 1_000_000, setUp: own.setUp * 1_000_000,
            answer: own.answer * 1_000_000)
        for (count, milliseconds) in ok {
            var one = Sample.made(end: 0)
            one.end = Int64(milliseconds * 1_000_000)
            one.start = own.start
            one.own = own
            if own.ofResponse > 0 {
                one.times = ExchangeTimes(exchange: one.end - own.start - own.setUp)
            }
            sum.merge(LabelSnapshot([one]).repeated(count))
        }
        for (count, cause) in failed {
            var one = Sample.made(end: 1, cause: cause)
            one.own = own
            sum.merge(LabelSnapshot([one]).repeated(count))
        }
        sum.lastEndNanoseconds = 10_000_000_000
        return sum
    }

    private func repeated(_ count: Int) -> LabelSnapshot {
        var (sum, power, left) = (LabelSnapshot(), self, count)
        while left > 0 {
            if left & 1 == 1 { sum.merge(power) }
            power.merge(power)
            left >>= 1
        }
        return sum
    }
}

extension RunSnapshot {
    /// A run of one interval.
    static func made(
        _ labels: [(String, LabelSnapshot)], health: GeneratorHealth = GeneratorHealth(),
        users: Int = 1, end: RunEnd = .complete, seconds: Double = 10
    ) -> RunSnapshot {
        var collector = Collector(names: SampleNames(labels: labels.map(\.0)))
        collector.add(second: 0, labels: labels.map(\.1), health: health, activeUsers: users)
        return collector.finish(end, durationNanoseconds: Int64(seconds * 1e9))
    }

    /// A run with one label.
    static func made(
        ok: [(count: Int, milliseconds: Double)],
        failed: [(count: Int, cause: FailureCause)] = [], end: RunEnd = .complete
    ) -> RunSnapshot {
        .made([("GET /", .made(ok: ok, failed: failed))], end: end)
    }
}

extension LoadTestResult {
    /// A result of a run whose facts are stated.
    init(
        name: String, target: String, snapshot: RunSnapshot, budgets: [Budget], scale: Double,
        plannedUsers: Int, seed: Seed, mode: RunMode = .load, notes: [String] = [],
        abort: Finding? = nil
    ) {
        var snapshot = snapshot
        snapshot.facts.name = name
        snapshot.facts.target = target
        snapshot.facts.scale = scale
        snapshot.facts.seed = seed.value
        self.init(
            snapshot, budgets: budgets, plannedUsers: plannedUsers, mode: mode, notes: notes,
            abort: abort)
    }

    static func made(
        _ snapshot: RunSnapshot, _ budgets: Budget..., name: String = "health", scale: Double = 1
    ) -> LoadTestResult {
        LoadTestResult(
            name: name, target: "http://127.0.0.1:8000", snapshot: snapshot, budgets: budgets,
            scale: scale, plannedUsers: 10_000, seed: 1)
    }
}

extension RunSnapshot {
    /// A run with one label, second by second.
    ///
    /// - Parameters:
    ///   - seconds: what ended in each.
    ///   - width: how many of them an interval joins.
    ///   - duration: of the run in seconds. Default: all of them.
    static func made(
        seconds: [LabelSnapshot], width: Int = 1, warmUp: Int = 0, users: Int = 1,
        duration: Double? = nil
    ) -> RunSnapshot {
        var facts = RunFacts()
        facts.warmUpSeconds = warmUp
        var collector = Collector(names: SampleNames(labels: ["GET /"]), facts: facts)
        for (second, label) in seconds.enumerated() {
            collector.add(
                second: second, labels: [label], health: GeneratorHealth(), activeUsers: users)
        }
        let length = duration ?? Double(seconds.count)
        var run = collector.finish(.complete, durationNanoseconds: Int64(length * 1e9))
        run.coarsen(to: width)
        return run
    }
}
