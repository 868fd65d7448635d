import LoadTestingMacrosFree

extension HealthReview {
    /// The share of time in which the generator was stopped, or ready to run without a processor;
    /// below 1.
    var absentShare: Double {
        let duration = Double(snapshot.durationNanoseconds)
        let stopped = duration > 0 ? Double(health.gapNanoseconds) / duration : 0
        return min(0.999, max(stopped, health.threads.waitedShare ?? 0))
    }

    /// The cause that kept the generator from running, as far as it is known; `nil` where nothing
    /// did for long.
    var absence: GeneratorAbsence? {
        if health.throttling.periods > 0 { return .throttled(health.throttling) }
        let stopped =
            Double(health.gapNanoseconds) / max(1, Double(snapshot.durationNanoseconds))
        let waited = health.threads.waitedShare ?? 0
        guard max(stopped, waited) >= 0.05 else { return nil }
        return waited >= stopped / 2 ? .waited(share: waited) : .stopped(share: stopped)
    }

    /// Whether a rate would be missed although all arrivals began, and had their answers come in
    /// time: more generator time brings no more than the schedule.
    func missesBySchedule(_ budget: Budget) -> Bool {
        let (metric, arrivals) = (budget.metric, snapshot.arrivals)
        guard case .rate(let bound) = budget.statedBound, metric.period == .wholeRun,
            metric.window == nil, arrivals.planned > 0, arrivals.unstarted == 0,
            snapshot.groups.allSatisfy({ $0.users.users == 0 }),
            let measured = snapshot.total(of: metric.samples),
            let seconds = snapshot.loadSeconds(of: metric.groups(of: measured))
        else { return false }
        let most = Rate.perSecond(Double(measured.requests) / seconds)
        return !budget.comparison.holds(.rate(most), .rate(bound))
    }

    /// The longest stall above 1 s of a loop, or of the whole process.
    var processStall: Duration? {
        let gap = Duration.nanoseconds(health.longestGapNanoseconds)
        let longest = max(health.tick.maximum ?? .zero, gap)
        return longest > .seconds(1) ? longest : nil
    }
}
