import LoadTestingMacrosFree

/// The budgets of a run in parts of it; pure.
struct BudgetReview {
    /// The reason that some intervals do not keep the budgets.
    enum Miss {
        /// Nothing was answered.
        case unanswered
        /// A budget, with the value that misses it; `nil` where too many requests failed for one.
        case budget(Budget, MetricValue?)

        /// The metric that misses.
        var metric: Metric {
            switch self {
            case .unanswered: Metric(.requestCount)
            case .budget(let budget, _): budget.metric
            }
        }
    }

    private let snapshot: RunSnapshot
    private let findings: [Finding]

    init(_ snapshot: RunSnapshot, _ findings: [Finding]) {
        self.snapshot = snapshot
        self.findings = findings
    }

    /// The first budget that misses in some intervals; `nil` where all hold.
    ///
    /// A metric without a value misses where others have one: too many requests failed.
    func miss(in intervals: ArraySlice<IntervalSnapshot>) -> Miss? {
        let requests = snapshot.total(of: .everything, in: intervals, counters: [])?.requests ?? 0
        if requests == 0 { return .unanswered }
        for finding in findings {
            guard let budget = finding.budget, let bound = finding.bound ?? budget.statedBound
            else { continue }
            let value = snapshot.value(of: budget.metric, in: intervals)
            if let value, budget.comparison.holds(value, bound) { continue }
            if value == nil, !budget.metric.seesFailures { continue }
            return .budget(budget, value)
        }
        return nil
    }

    /// The seconds from an instant until all budgets hold for the rest of a time; `nil` where they
    /// do not in its last window.
    func secondsUntilHeld(from start: Int, for seconds: Int, window: Int) -> Int? {
        var held = 0
        for offset in stride(from: 0, to: max(window, seconds / window * window), by: window) {
            let span = start + offset..<start + offset + window
            let intervals = snapshot.intervals.drop { $0.startSecond < span.lowerBound }
                .prefix { $0.startSecond < span.upperBound }
            if miss(in: intervals) != nil { held = offset + window }
        }
        return held < seconds / window * window ? held : nil
    }
}
