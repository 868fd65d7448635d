import LoadTestingMacrosFree

/// The combined findings of several runs of the same plan; pure.
struct RepeatedRuns {
    /// The rule that makes one verdict of several.
    enum Rule: String, Hashable, Codable, Sendable {
        /// The median of the runs' estimates decides.
        case median
        /// A miss counts where every run missed.
        case bestOf
    }

    let runs: [LoadTestResult]
    let rule: Rule

    /// The minimum of runs whose spread makes an interval.
    private static let minForInterval = 5

    /// One finding for each budget in the order written, then those on the runs themselves.
    var findings: [Finding] {
        let budgets = (runs.first?.findings ?? []).compactMap(\.budget)
        let ofRuns = runs.enumerated().flatMap { index, run in
            run.findings.filter { $0.budget == nil }.map { finding in
                var copy = finding
                copy.run = index + 1
                return copy
            }
        }
        return budgets.indices.map { finding(budgets[$0], number: $0) } + ofRuns
    }

    private func finding(_ budget: Budget, number: Int) -> Finding {
        let findings = runs.compactMap { run in
            let ofBudgets = run.findings.filter { $0.budget != nil }
            return number < ofBudgets.count ? ofBudgets[number] : nil
        }
        switch rule {
        case .bestOf: return best(budget, findings)
        case .median:
            if let finding = interval(budget) { return finding }
            return median(budget, findings)
        }
    }

    /// The run of a report's figures: the one in the middle by the first budget.
    var representative: Int {
        guard rule == .median else { return runs.count - 1 }
        let metric = runs.first?.findings.compactMap(\.budget).first?.metric
        let values = runs.indices.map { index in
            let value = runs[index].snapshot.value(of: metric ?? LatencyMetric.p99.metric)
            return (index: index, number: value?.number ?? .infinity)
        }
        return values.sorted { $0.number < $1.number }[(runs.count - 1) / 2].index
    }

    /// The middle one of the runs' values; of an even number the mean of the two in the middle.
    ///
    /// A run without a value counts as the worst.
    func value(of metric: Metric) -> MetricValue? {
        Self.median(runs.map { $0.snapshot.value(of: metric) }, worstIsLarge: !metric.prefersMore)
    }

    private static func median(_ values: [MetricValue?], worstIsLarge: Bool) -> MetricValue? {
        let worst = worstIsLarge ? Double.infinity : -.infinity
        let sorted = values.sorted { $0?.number ?? worst < $1?.number ?? worst }
        guard !sorted.isEmpty, let low = sorted[(sorted.count - 1) / 2],
            let high = sorted[sorted.count / 2]
        else { return nil }
        return low.number == high.number ? low : low.with(number: (low.number + high.number) / 2)
    }
}

// MARK: - Verdicts

extension RepeatedRuns {
    /// The median of the conclusive runs, where most of them are.
    private func median(_ budget: Budget, _ findings: [Finding]) -> Finding {
        let usable = findings.filter { [.passed, .failed].contains($0.verdict) }
        guard usable.count * 2 > findings.count else { return undecided(budget, findings) }
        let values = findings.map(\.measured)
        guard case .value(let bound) = budget.bound, !budget.isConfident else {
            let held = usable.count { $0.verdict == .passed }
            return finding(
                budget, held * 2 > usable.count ? .passed : .failed, nil,
                .held(held, of: usable.count, values: values))
        }
        let middle = Self.median(
            usable.map(\.measured), worstIsLarge: !budget.comparison.wantsMore)
        let holds = middle.map { budget.comparison.holds($0, bound) } ?? false
        return finding(
            budget, holds ? .passed : .failed, middle,
            .median(of: usable.count, values: values))
    }

    private func undecided(_ budget: Budget, _ findings: [Finding]) -> Finding {
        let others = findings.filter { ![.passed, .failed].contains($0.verdict) }
        let verdict = Judge.verdict(of: others)
        return finding(
            budget, verdict, nil,
            .undecided(
                others.count, of: findings.count, example: others.first { $0.verdict == verdict }))
    }

    /// Student on the runs' estimates, for a `.confident()` budget; `nil` for other budgets and for
    /// too few runs.
    private func interval(_ budget: Budget) -> Finding? {
        guard budget.isConfident, let limit = budget.confidentPercentile?.limit else { return nil }
        var plain = budget
        plain.isConfident = false
        let estimates = runs.compactMap { run -> Duration? in
            let finding = run.judge(plain)
            guard [.passed, .failed].contains(finding.verdict),
                case .duration(let value) = finding.measured
            else { return nil }
            return value
        }
        let length = runs.reduce(.zero) { $0 + $1.duration } / max(1, runs.count)
        guard estimates.count == runs.count, estimates.count >= Self.minForInterval,
            let interval = ConfidenceInterval(
                runs: estimates, level: SliceRule.confident.level, each: length)
        else { return nil }
        let verdict = budget.comparison.verdict(of: interval, limit)
        let mean = estimates.reduce(.zero, +) / estimates.count
        var finding = finding(budget, verdict, .duration(mean), .mean(of: estimates))
        finding.interval = interval
        return finding
    }

    /// A miss that was run once more.
    private func best(_ budget: Budget, _ findings: [Finding]) -> Finding {
        let order: [Verdict] = [.passed, .inconclusive, .invalid, .failed]
        // Chance excuses a near miss only.
        let isFar = zip(runs, findings).contains { $1.verdict == .failed && !$0.isNearMiss($1) }
        let verdict =
            isFar
            ? .failed : order.first { verdict in findings.contains { $0.verdict == verdict } }
        let counting = findings.last { $0.verdict == verdict }
        let missed = findings.count { $0.verdict == .failed }
        return finding(
            budget, verdict ?? .inconclusive, counting?.measured,
            missed == 0
                ? .agreed(counting)
                : .missed(missed, of: findings.count, values: findings.map(\.measured)))
    }

    private func finding(
        _ budget: Budget, _ verdict: Verdict, _ value: MetricValue?, _ basis: Finding.RepeatedBasis
    ) -> Finding {
        Finding(
            budget, bound: budget.statedBound, verdict, measured: value, by: .repeated(basis))
    }
}
