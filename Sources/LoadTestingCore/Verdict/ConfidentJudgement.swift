import LoadTestingMacrosFree

/// A percentile against a bound with its one-sided 95 % interval: it passes only where the interval
/// keeps the bound, and fails only where it misses it.
struct ConfidentJudgement {
    let budget: Budget
    let part: MeasuredPart
    let limit: Duration
    let percent: Double
    let interval: Result<ConfidenceInterval, MissingInterval>

    /// - Throws: the reason that the interval of this budget can't decide.
    init(_ budget: Budget, _ part: MeasuredPart, in run: RunSnapshot) throws(MissingPart) {
        guard let (percent, limit) = budget.confidentPercentile else {
            throw .unsupportedConfidence
        }
        self.budget = budget
        self.part = part
        self.percent = percent
        self.limit = limit
        interval = run.interval(
            of: budget.metric, by: .confident, in: try run.intervals(of: budget.metric.period))
    }

    /// The finding that the interval supports for a measured value.
    func finding(_ value: Duration) -> Finding {
        let needed = MinimumSampleSize.forConfidence(percent)
        var finding = Finding(
            budget, bound: .duration(limit), .inconclusive, measured: .duration(value),
            by: .tooFewForInterval(needed: needed),
            evidence: Finding.Evidence(part, for: budget.metric))
        switch interval {
        case .failure(let missing): finding.missingInterval = missing
        case .success(let interval): finding.interval = interval
        }
        guard part.measured.requests(on: budget.metric.clock) >= needed else { return finding }
        guard let interval = finding.interval else {
            finding.basis = .noInterval
            return finding
        }
        finding.basis = .interval
        finding.verdict = budget.comparison.verdict(of: interval, limit)
        return finding
    }
}

extension Budget.Comparison {
    /// Passed where both ends of an interval keep a bound, failed where neither does.
    func verdict(of interval: ConfidenceInterval, _ bound: Duration) -> Verdict {
        switch (holds(interval.lower, bound), holds(interval.upper, bound)) {
        case (true, true): .passed
        case (false, false): .failed
        default: .inconclusive
        }
    }
}
