import LoadTestingMacrosFree

/// The judgement on a level of a search by its run; pure.
package struct LevelReview {
    /// Whether the plan's budgets held.
    package private(set) var outcome = LoadLevel.Outcome.held
    /// Whether that is far from the bounds, and a miss not that of a moment.
    package private(set) var isClear = true
    /// The finding that says why not.
    package private(set) var finding: Finding?

    /// A value this close to its bound may be on its other side by chance.
    private static let margin = 1.25
    /// The share of arrivals that may be left over, beside those that are just being answered.
    private static let leftOver = 0.025

    package init(_ result: LoadTestResult) {
        let first = { (verdict: Verdict) in result.findings.first { $0.verdict == verdict } }
        if let invalid = first(.invalid) {
            (outcome, finding) = (.generator, invalid)
        } else if let failed = first(.failed) {
            (outcome, finding) = (.missed, failed)
            isClear = result.findings.contains {
                $0.verdict == .failed && Self.isClearMiss($0, in: result.snapshot)
            }
        } else if Self.hasBacklog(result.snapshot) {
            outcome = Self.isGeneratorsBacklog(result) ? .generator : .missed
        } else if let undecided = first(.inconclusive) {
            (outcome, finding) = (.undecided, undecided)
        } else if result.snapshot.facts.isClosed, Self.isSaturated(result.snapshot) {
            // More users would make no more requests.
            outcome = .generator
        } else {
            isClear = result.findings.allSatisfy { !Self.isClose($0) }
        }
    }

    /// Whether a thread of the generator was busy for half of the time.
    private static func isSaturated(_ snapshot: RunSnapshot) -> Bool {
        snapshot.health.threads.saturatedShare ?? 0 >= 0.5
    }

    /// Whether arrivals are left over since the generator did not send them in time.
    private static func isGeneratorsBacklog(_ result: LoadTestResult) -> Bool {
        let review = HealthReview(result.snapshot)
        return isSaturated(result.snapshot)
            || result.findings.contains { finding in
                finding.budget.flatMap { review.doubtAboutArrivals($0) } != nil
            }
    }

    /// Whether more arrivals waited at the end than are usually under way.
    ///
    /// By Little's law those are the rate times the mean response time; three standard deviations
    /// of a Poisson number are chance.
    private static func hasBacklog(_ snapshot: RunSnapshot) -> Bool {
        let arrivals = snapshot.arrivals
        let seconds = Double(arrivals.scheduledNanoseconds) / 1e9
        guard arrivals.planned > 0, seconds > 0, let total = snapshot.total() else { return false }
        let waiting = Double(arrivals.planned - arrivals.answered)
        let mean = total.okResponse.mean.map { Double($0.wholeNanoseconds) / 1e9 } ?? 0
        let usual = Double(arrivals.planned) / seconds * min(mean, seconds)
        return waiting > usual + 3 * usual.squareRoot() + Double(arrivals.planned) * leftOver
    }

    private static func isClose(_ finding: Finding) -> Bool {
        guard let (value, bound) = numbers(of: finding) else { return false }
        return value * margin > bound && value < bound * margin
    }

    /// A miss by far, in the first half of the level as in the second.
    private static func isClearMiss(_ finding: Finding, in snapshot: RunSnapshot) -> Bool {
        guard let budget = finding.budget, let bound = finding.bound else { return true }
        if isClose(finding) { return false }
        let intervals = snapshot.judgedIntervals
        let middle = intervals.startIndex + intervals.count / 2
        return [intervals[..<middle], intervals[middle...]].allSatisfy { half in
            guard let value = snapshot.value(of: budget.metric, in: half) else { return true }
            return !budget.comparison.holds(value, bound)
        }
    }

    private static func numbers(of finding: Finding) -> (value: Double, bound: Double)? {
        guard let value = finding.measured, let bound = finding.bound else { return nil }
        return (value: value.number, bound: bound.number)
    }
}

extension LoadLevel {
    /// The figures of a run at a level.
    ///
    /// - Parameter reason: the budget that gave way, in words.
    package init(
        _ trial: CapacitySearch.Trial, _ review: LevelReview, of result: LoadTestResult,
        reason: String
    ) {
        self.init(load: trial.load, seconds: trial.seconds, outcome: review.outcome)
        let total = result.snapshot.total() ?? LabelSnapshot()
        isRepeated = trial.isConfirmation || trial.isRepetition
        requests = total.requests
        failed = total.failed
        throughput = result[.throughput]?.perSecond
        p50 = result[.p50]?.wholeNanoseconds
        p95 = result[.p95]?.wholeNanoseconds
        p99 = result[.p99]?.wholeNanoseconds
        self.reason = reason
        evidence = LoadEvidence(result.snapshot)
    }
}
