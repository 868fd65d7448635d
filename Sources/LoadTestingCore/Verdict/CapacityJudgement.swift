import LoadTestingMacrosFree

/// A budget on the capacity that a search has found: the level that held decides for it, the one
/// that missed against it, and between the two nothing does.
struct CapacityJudgement {
    let budget: Budget
    let bound: Rate
    let capacity: CapacityRecord

    var finding: Finding {
        Finding(
            budget, bound: .rate(bound), verdict,
            measured: capacity.rate.map { .rate(.perSecond($0)) },
            by: .capacity(capacity.bracket))
    }

    private var verdict: Verdict {
        // Below the lowest level nothing is known.
        let held = capacity.rate ?? 0
        let holds = { budget.comparison.holds($0, bound.perSecond) }
        guard let missed = capacity.missedRate else {
            let isKnown = budget.comparison.wantsMore == holds(held)
            return isKnown ? (holds(held) ? .passed : .failed) : .inconclusive
        }
        guard holds(held) == holds(missed) else { return .inconclusive }
        return holds(held) ? .passed : .failed
    }
}
