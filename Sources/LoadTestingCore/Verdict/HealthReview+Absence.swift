import LoadTestingMacrosFree

extension HealthReview {
    /// The share of time in which the generator was stopped, or ready to run without a processor;
    /// below 1.
    var absentShare: Double {
        let duration = Double(snapshot.durationNanoseconds)
        let stopped = duration > 0 ? Double(health.gapNanoseconds) / duration : 0
        return min(0.999, max(stopped, health.threads.waitedShare ?? 0))
    }

    /// What kept the generator from running, as far as it is known, behind a comma; empty where
    /// nothing did for long.
    var absences: String {
        if let throttling { return ", \(throttling)" }
        let stopped =
            Double(health.gapNanoseconds) / max(1, Double(snapshot.durationNanoseconds))
        let waited = health.threads.waitedShare ?? 0
        guard max(stopped, waited) >= 0.05 else { return "" }
        return waited >= stopped / 2
            ? ", its threads waited \(Ratio(fraction: waited).whole) of the time for a processor"
            : ", its process stood still for \(Ratio(fraction: stopped).whole) of the time"
    }

    /// That a quota of processor time held the generator up; `nil` when none did.
    var throttling: String? {
        guard health.throttling.periods > 0 else { return nil }
        return "its cgroup throttled it \(NumberText.grouped(health.throttling.periods)) times,"
            + " \(NumberText.duration(nanoseconds: health.throttling.nanoseconds)) in all"
            + " (a quota of processor time)"
    }

    /// Whether a rate would be missed although all arrivals began, and had their answers come in
    /// time: a generator that runs more brings no more than the schedule.
    func missesBySchedule(_ budget: Budget) -> Bool {
        let (metric, arrivals) = (budget.metric, snapshot.arrivals)
        guard case .rate(let bound) = budget.statedBound, metric.period == .wholeRun,
            metric.window == nil, arrivals.planned > 0, arrivals.unstarted == 0,
            snapshot.groups.allSatisfy({ $0.users.users == 0 }),
            let measured = snapshot.total(of: metric.label),
            let seconds = snapshot.loadSeconds(of: metric.label == nil ? [] : measured.groups)
        else { return false }
        let most = Rate.perSecond(Double(measured.requests) / seconds)
        return !budget.comparison.holds(.rate(most), .rate(bound))
    }

    /// The longest time above 1 s for which a loop, or the whole process, did not go on.
    var standstill: Duration? {
        let gap = Duration.nanoseconds(health.longestGapNanoseconds)
        let longest = max(health.turn.maximum ?? .zero, gap)
        return longest > .seconds(1) ? longest : nil
    }

    func text(ofStandstill standstill: Duration) -> String {
        "this generator stood still for \(standstill.text). Nothing can be said. No debugger, no"
            + " sleep of the machine, no code that blocks a scenario."
    }
}
