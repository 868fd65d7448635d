import LoadTestingMacrosFree

/// A percentile held against a bound with its one-sided 95 % interval: it passes only where the
/// interval keeps the bound, and fails only where it misses it.
struct ConfidentJudgement {
    let budget: Budget
    let part: MeasuredPart
    let limit: Duration
    let percent: Double
    let interval: Result<ConfidenceInterval, MissingInterval>

    /// - Throws: why the interval of this budget can't decide.
    init(_ budget: Budget, _ part: MeasuredPart, in run: RunSnapshot) throws(MissingPart) {
        guard let (percent, limit) = budget.provable else { throw .notProvable }
        self.budget = budget
        self.part = part
        self.percent = percent
        self.limit = limit
        interval = run.interval(
            of: budget.metric, by: .confident, in: try run.intervals(of: budget.metric.period))
    }

    /// What the interval says of a measured value.
    func finding(_ value: Duration) -> Finding {
        let count = part.measured.requests(on: budget.metric.clock)
        let least = MinimumSampleSize.forConfidence(percent)
        guard count >= least else {
            return inconclusive(
                value,
                "\(NumberText.grouped(count)) requests; to be sure takes at least"
                    + " \(NumberText.grouped(least))\(advice)")
        }
        switch interval {
        case .failure(let missing): return inconclusive(value, "\(missing)\(advice)")
        case .success(let interval):
            let verdict = budget.comparison.verdict(of: interval, limit)
            guard verdict == .inconclusive else { return decided(verdict, value, interval) }
            return inconclusive(value, "\(interval.sides)\(interval.advice(value, limit))")
        }
    }

    /// How long a run would have an interval.
    private var advice: String {
        guard case .failure(let missing) = interval, let seconds = missing.secondsNeeded else {
            return ""
        }
        return ": run ≥ \(NumberText.grouped(seconds)) s"
    }

    private func decided(
        _ verdict: Verdict, _ value: Duration, _ interval: ConfidenceInterval
    ) -> Finding {
        let details = numbers + [interval.sides]
        return Finding(
            budget: budget, limit: budget.limit, verdict: verdict, measured: .latency(value),
            detail: details.joined(separator: ", "),
            message: "\(budget.metric) was \(value.text), budget \(budget.limit)"
                + " (\(details.joined(separator: ", ")))")
    }

    private func inconclusive(_ value: Duration, _ reason: String) -> Finding {
        Finding(
            budget: budget, limit: budget.limit, verdict: .inconclusive,
            measured: .latency(value), detail: "inconclusive: \(reason)",
            message: "\(budget.metric) was \(value.text), budget \(budget.limit), but not for sure:"
                + " \(reason) (\(numbers.joined(separator: ", ")))")
    }

    private var numbers: [String] {
        let (count, failed) = (
            part.measured.requests(on: budget.metric.clock),
            part.measured.failed(on: budget.metric.clock)
        )
        return ["n = \(NumberText.grouped(count)), \(NumberText.grouped(failed)) failed"]
            + (part.place.map { [$0] } ?? [])
    }
}

extension MissingPart {
    fileprivate static let notProvable = MissingPart(
        reason: ".confident() takes a percentile of the run or a part of it against a duration")
}

extension Budget {
    /// The percentile and the bound that an interval can decide on; `nil` for other budgets.
    package var provable: (percent: Double, limit: Duration)? {
        guard case .percentile(let percent) = metric.statistic, metric.window == nil,
            case .value(.latency(let limit)) = bound
        else { return nil }
        return (percent, limit)
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

extension ConfidenceInterval {
    /// Both ends, each as sure as a budget that has one side.
    var sides: String {
        "between \(self), each end at 95 % (time slices \(slices) × \(sliceDuration.text))"
    }

    /// How long a run would probably tell: the width falls with the root of the length.
    fileprivate func advice(_ value: Duration, _ limit: Duration) -> String {
        let half = Double((upper - lower).wholeNanoseconds) / 2
        let distance = Double((value - limit).wholeNanoseconds).magnitude
        let seconds = Double((sliceDuration * slices).wholeNanoseconds) / 1e9
        let needed = distance > 0 ? (seconds * (half / distance) * (half / distance)) : .infinity
        guard needed <= 24 * 3_600 else { return ": too near to the bound to tell" }
        return ": run ≥ \(NumberText.grouped(Int(max(needed, seconds).rounded(.up)))) s"
    }
}
