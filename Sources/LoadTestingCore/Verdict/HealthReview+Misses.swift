import LoadTestingMacrosFree

extension HealthReview {
    /// The reason that the generator may have caused a missed budget; `nil` when it did not.
    func doubt(aboutMissOf budget: Budget, _ measured: MetricValue) -> GeneratorDoubt? {
        // A second in which the generator stood still may be the one that missed.
        if budget.metric.event != nil { return processStall.map { .processStall($0) } }
        return switch (measured, budget.statedBound) {
        case (.duration(let value), .duration(let bound)) where !budget.comparison.wantsMore:
            doubt(aboutLatency: value, bound, of: budget)
        case (.rate(let value), .rate(let bound)) where budget.comparison.wantsMore:
            doubt(aboutAmount: value.perSecond, bound.perSecond, of: budget)
        // Loops send the same number however late; in a stated time it may have been less.
        case (.count(let value), .count(let bound))
        where budget.comparison.wantsMore && !snapshot.isCounted:
            doubt(aboutAmount: Double(value), Double(bound), of: budget)
        case (.ratio, .ratio(let share)) where budget.comparison.wantsMore:
            doubt(aboutShare: share, of: budget)
        case (.score, .score) where budget.comparison.wantsMore: doubt(aboutScoreOf: budget)
        case (.ratio, .ratio) where !budget.comparison.wantsMore:
            doubtAboutTimeouts(of: budget)
        default: nil
        }
    }

    /// The doubt about a percentile that falls among the failed: time-outs may have caused that, or
    /// answers that the generator did not poll in time.
    func doubtAboutMissingValue(of budget: Budget) -> GeneratorDoubt? {
        budget.metric.event == nil
            ? doubtAboutTimeouts(of: budget) : processStall.map { .processStall($0) }
    }

    /// Whether a budget is no longer missed without the generator's own delay.
    private func isMetWhenRelieved(_ budget: Budget) -> Bool {
        var plain = budget
        plain.isConfident = false
        return Judge(snapshot, isRelieved: true).judge(plain).verdict != .failed
    }

    private func delay(in metric: Metric) -> GeneratorDoubt {
        .late(snapshot.ownDelay(in: metric), in: metric, absence)
    }

    // MARK: - Latencies

    private func doubt(
        aboutLatency value: Duration, _ bound: Duration, of budget: Budget
    ) -> GeneratorDoubt? {
        if isMetWhenRelieved(budget) { return delay(in: budget.metric) }
        let meets = { (delay: Duration) in
            budget.comparison.holds(.duration(value - delay), .duration(bound))
        }
        if let processStall,
            meets(processStall) || couldChange(budget, bound, share(of: processStall))
        {
            return .processStall(processStall)
        }
        if let baseline = baseline(of: budget.metric), meets(baseline) {
            return .baseline(baseline, of: budget.metric)
        }
        if let bursts = lateArrivals(bound), couldChange(budget, bound, bursts.share),
            !missesByQuickRequests(budget)
        {
            return bursts.doubt
        }
        guard budget.metric.clock == .response, !missesByService(budget) else { return nil }
        return doubtAboutArrivals(budget)
    }

    /// A metric's value against a target that answers at once; `nil` where it was not measured.
    private func baseline(of metric: Metric) -> Duration? {
        switch metric.statistic {
        case .percentile(let percent): snapshot.baselineOverhead?.times.percentile(percent)
        case .max: snapshot.baselineOverhead?.times.maximum
        default: snapshot.baselineOverhead?.p50
        }
    }

    /// The share of the run's time that a stall took.
    private func share(of processStall: Duration) -> Double {
        Double(processStall.wholeNanoseconds) / Double(max(1, snapshot.durationNanoseconds))
    }

    /// Whether a percentile would keep its bound without those requests that may have been slow
    /// since the generator delayed some: these, and as many again, among which they were sent at
    /// once.
    ///
    /// - Parameter share: the share of delayed requests.
    private func couldChange(_ budget: Budget, _ bound: Duration, _ share: Double) -> Bool {
        guard case .percentile(let percent) = budget.metric.statistic,
            let measured = try? snapshot.part(of: budget.metric, worst: .largest).measured
        else { return false }
        let all = measured.requests
        let over =
            measured.failed
            + measured.succeeded(on: budget.metric.clock)
            .count(above: bound, orAt: budget.comparison == .less)
        let allowed = Double(all) * (1 - percent / 100)
        return Double(over) - Double(all) * min(1, 2 * share) <= allowed
    }

    /// Whether nine of ten requests took the server longer than the bound: no burst does that to a
    /// server that is otherwise fast.
    private func missesByQuickRequests(_ budget: Budget) -> Bool {
        var quick = budget
        quick.metric.statistic = .percentile(10)
        return missesByService(quick)
    }

    /// Whether the budget is missed by the server's own time, too.
    private func missesByService(_ budget: Budget) -> Bool {
        var service = budget
        service.metric.clock = .service
        service.isConfident = false
        return Judge(snapshot, isRelieved: true).judge(service).verdict == .failed
    }

    // MARK: - Shares and scores

    /// A share of requests within a time is equivalent to a budget on their percentile.
    private func doubt(aboutShare share: Ratio, of budget: Budget) -> GeneratorDoubt? {
        guard case .fraction(let bound) = budget.metric.statistic else { return nil }
        if isMetWhenRelieved(budget) { return delay(in: budget.metric) }
        var same = budget
        same.metric.statistic = .percentile(share.fraction * 100)
        same.comparison = .less
        same.bound = .value(.duration(bound))
        return snapshot.value(of: same.metric).flatMap { doubt(aboutMissOf: same, $0) }
    }

    private func doubt(aboutScoreOf budget: Budget) -> GeneratorDoubt? {
        if isMetWhenRelieved(budget) { return delay(in: budget.metric) }
        guard case .apdex(let target) = budget.metric.statistic else { return nil }
        // For a stall or the baseline overhead, the target is extended by it.
        let meets = { (delay: Duration) in
            var metric = budget.metric
            metric.statistic = .apdex(target: target + delay)
            guard let bound = budget.statedBound, let value = snapshot.value(of: metric) else {
                return false
            }
            return budget.comparison.holds(value, bound)
        }
        if let processStall, meets(processStall) { return .processStall(processStall) }
        return doubtAboutArrivals(budget)
    }

    // MARK: - Time-outs

    /// The doubt from requests that timed out while the generator did not poll.
    private func doubtAboutTimeouts(of budget: Budget) -> GeneratorDoubt? {
        if isMetWhenRelieved(budget) {
            return .unseenTimeouts(snapshot.total()?.unseenTimeouts.count ?? 0, absence)
        }
        return hasTimeouts ? processStall.map { .processStall($0) } : nil
    }

    private var hasTimeouts: Bool {
        (snapshot.total()?.causes ?? [:]).keys.contains(where: \.isTimeout)
    }

    // MARK: - Rates and numbers

    private func doubt(
        aboutAmount value: Double, _ bound: Double, of budget: Budget
    ) -> GeneratorDoubt? {
        let holds = { (value: Double) in budget.comparison.holds(value, bound) }
        if let share = health.threads.saturatedShare, share >= 0.5 {
            return .busyThreads(share: share)
        }
        guard !missesBySchedule(budget) else { return doubtAboutArrivals(budget) }
        if holds(value / (1 - absentShare)), let relief = snapshot.relief, holds(value * relief) {
            return .absent(share: absentShare, absence)
        }
        let duration = Double(snapshot.durationNanoseconds)
        if let processStall, Double(processStall.wholeNanoseconds) < duration,
            holds(value / (1 - Double(processStall.wholeNanoseconds) / duration))
        {
            return .processStall(processStall)
        }
        return doubtAboutArrivals(budget)
    }
}
