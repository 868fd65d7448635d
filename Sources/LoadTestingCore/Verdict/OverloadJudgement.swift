import LoadTestingMacrosFree

/// A budget on a target's behaviour beyond its capacity: what was measured there decides.
struct OverloadJudgement {
    let budget: Budget
    let overload: OverloadRecord

    /// The finding; `nil` for another budget, and where nothing was measured.
    var finding: Finding? {
        guard case .value(let bound) = budget.bound else { return nil }
        switch (budget.metric.statistic, bound) {
        case (.goodput(let factor), .ratio):
            guard let share = overload.level(at: factor)?.goodput else { return nil }
            return finding(.ratio(Ratio(fraction: share)), bound)
        case (.recovery, .duration(let limit)):
            guard let recovery = overload.recovery else { return nil }
            if let seconds = recovery.seconds {
                return finding(.duration(.seconds(seconds)), bound)
            }
            // It takes longer than what was watched.
            let isKnown = limit <= .seconds(recovery.watched)
            guard isKnown else { return nil }
            return Finding(
                budget, bound: bound, budget.comparison.wantsMore ? .passed : .failed,
                measured: nil, by: .overload(overload))
        default: return nil
        }
    }

    private func finding(_ value: MetricValue, _ bound: MetricValue) -> Finding {
        Finding(
            budget, bound: bound, budget.comparison.holds(value, bound) ? .passed : .failed,
            measured: value, by: .overload(overload))
    }
}
