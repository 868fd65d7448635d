package import LoadTestingMacrosFree

/// Judges budgets by the measurements: the estimate decides.
///
/// Pure.
package struct Judge {
    private let snapshot: RunSnapshot
    private let isRelieved: Bool
    private let baseline: BaselineSource

    /// - Parameters:
    ///   - snapshot: the measurements.
    ///   - isRelieved: whether the generator's own delay is subtracted from requests.
    ///   - baseline: the figures of an earlier run, for budgets on them.
    package init(
        _ snapshot: RunSnapshot, isRelieved: Bool = false,
        baseline: BaselineSource = .missing(.noPlan)
    ) {
        self.snapshot = snapshot
        self.baseline = baseline
        self.isRelieved = isRelieved
    }

    /// Judges one budget: by its estimate, or by its interval if it is `.confident()`.
    package func judge(_ budget: Budget) -> Finding {
        if case .baseline(let margin) = budget.bound {
            return BaselineJudgement(
                budget: budget, margin: margin, source: baseline, run: snapshot
            ).finding
        }
        if budget.metric.statistic == .capacity, let capacity = snapshot.capacity,
            case .value(.rate(let bound)) = budget.bound
        {
            return CapacityJudgement(budget: budget, bound: bound, capacity: capacity).finding
        }
        if let overload = snapshot.capacity?.overload,
            let finding = OverloadJudgement(budget: budget, overload: overload).finding
        {
            return finding
        }
        if let event = budget.metric.event {
            return RecoveryJudgement(budget: budget, event: event, run: snapshot).finding
        }
        do throws(MissingPart) {
            try checkPercentile(of: budget.metric)
            let bound = try ResolvedBound(budget, in: snapshot)
            let part = try snapshot.part(
                of: budget.metric, worst: budget.comparison.wantsMore ? .smallest : .largest,
                minRequests: minRequests(of: budget, bound), isRelieved: isRelieved)
            if budget.isConfident {
                let confident = try ConfidentJudgement(budget, part, in: snapshot)
                if case .duration(let value) = part.value(of: budget.metric) {
                    return confident.finding(value)
                }
            }
            if let server = part.server { return finding(budget, bound, part, server) }
            if let value = part.custom { return finding(budget, bound, part, value) }
            return BudgetJudgement(
                budget: budget, part: part, bound: bound,
                interval: interval(of: budget.metric)
            ).finding
        } catch {
            return Finding(
                budget, bound: budget.statedBound, .inconclusive, measured: nil,
                by: .missing(error))
        }
    }

    /// A metric of no requests: its value decides.
    private func finding(
        _ budget: Budget, _ bound: ResolvedBound, _ part: MeasuredPart, _ value: MetricValue
    ) -> Finding {
        Finding(
            budget, bound: bound.value, bound.holds(value) ? .passed : .failed, measured: value,
            by: .estimate, evidence: Finding.Evidence(part, for: budget.metric))
    }

    /// A metric of the server: its value decides, where the whole server was seen.
    private func finding(
        _ budget: Budget, _ bound: ResolvedBound, _ part: MeasuredPart, _ server: ServerPart
    ) -> Finding {
        var finding = finding(budget, bound, part, server.value)
        if let gap = server.gap {
            finding.verdict = .inconclusive
            finding.basis = .partOfServer(gap: gap)
        }
        return finding
    }

    /// Checked after the run, for budgets that no check of a plan has seen.
    private func checkPercentile(of metric: Metric) throws(MissingPart) {
        guard case .percentile(let percent) = metric.statistic, !(percent > 0 && percent <= 100)
        else { return }
        throw .noSuchPercentile
    }

    /// The minimum requests of a window: as many as the budget's share needs.
    private func minRequests(of budget: Budget, _ bound: ResolvedBound) -> UInt64? {
        guard case .fraction = budget.metric.statistic, case .ratio(let ratio) = bound.value,
            budget.comparison.wantsMore
        else { return nil }
        return MinimumSampleSize.forPercentile(ratio.fraction * 100)
    }

    /// The confidence interval of a percentile, or the reason that there is none; `nil` for other
    /// metrics.
    private func interval(of metric: Metric) -> Result<ConfidenceInterval, MissingInterval>? {
        guard case .percentile = metric.statistic, metric.window == nil,
            let intervals = try? snapshot.intervals(of: metric.period)
        else { return nil }
        return snapshot.interval(of: metric, by: .printed, in: intervals)
    }

    /// The findings on the run itself, whatever was asked.
    package var runFindings: [Finding] {
        HealthReview(snapshot).runFindings + serverFindings + eventFindings + endFinding
    }

    /// Failures that no budget is about: where no budget was judged, and where nothing succeeded
    /// and no budget is on failures.
    ///
    /// - Parameters:
    ///   - budgets: of the plan.
    ///   - judged: the ones that were judged.
    package func unaskedFindings(of budgets: [Budget], judged: [Budget]) -> [Finding] {
        guard let all = snapshot.total(), all.errors > 0,
            judged.isEmpty || all.succeeded == 0 && !judged.contains(where: \.metric.seesFailures)
        else { return [] }
        let asked: RunProblem.Unasked =
            budgets.isEmpty ? .nothing : judged.isEmpty ? .nothingJudged : .otherThings
        var finding = Finding(
            run: .failed,
            .unasked(
                asked, errors: all.errors, of: all.requests + all.brokenIterations,
                causes: all.causes))
        // A test may check failures itself, but a run without a success is always an issue.
        finding.isIssue = all.succeeded == 0
        return [finding]
    }

    /// Every sample that failed in a dry run, by label.
    package var dryRunFindings: [Finding] {
        snapshot.requestLabels.compactMap { label in
            guard let measured = snapshot.total(of: label), measured.failed > 0
            else { return nil }
            return Finding(
                run: .failed, .dryRun(label: label, causes: measured.causes))
        }
    }

    /// The findings on events of the server, which need no budget.
    private var serverFindings: [Finding] {
        snapshot.serverFailures.map { Finding(run: .failed, .server($0)) }
    }

    /// The findings on events of the plan without which the run has not shown what it was to show.
    private var eventFindings: [Finding] {
        snapshot.events.filter { !$0.isDone }.map { Finding(run: .inconclusive, .event($0)) }
    }

    private var endFinding: [Finding] {
        switch snapshot.end {
        // The rule of `abortWhen(…)` has a finding of its own, and so has the event of the server
        // that ended it.
        case .complete, .stopped, .aborted, .serverEnded: []
        case .cancelled, .interrupted, .terminated, .hungUp, .unresponsive, .limit, .stoppedByError,
            .outOfRows:
            [Finding(run: .failed, .ended(snapshot.end))]
        }
    }

    /// The verdict on a run: invalid outweighs failed, failed outweighs inconclusive.
    package static func verdict(of findings: [Finding]) -> Verdict {
        for verdict in [Verdict.invalid, .failed, .inconclusive]
        where findings.contains(where: { $0.verdict == verdict }) {
            return verdict
        }
        return .passed
    }
}
