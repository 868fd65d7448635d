package import LoadTestingMacrosFree

/// Judges budgets by what was measured: the estimate decides.
///
/// Pure.
package struct Judge {
    private let snapshot: RunSnapshot
    private let isRelieved: Bool

    /// - Parameters:
    ///   - snapshot: what was measured.
    ///   - isRelieved: whether requests count without what the generator itself added to them.
    package init(_ snapshot: RunSnapshot, isRelieved: Bool = false) {
        self.snapshot = snapshot
        self.isRelieved = isRelieved
    }

    /// Judges one budget: by its estimate, or by its interval where it wants to be sure.
    package func judge(_ budget: Budget) -> Finding {
        do throws(MissingPart) {
            try checkPercentile(of: budget.metric)
            let bound = try ResolvedBound(budget, in: snapshot)
            let part = try snapshot.part(
                of: budget.metric, worst: budget.comparison.wantsMore ? .smallest : .largest,
                least: least(of: budget, bound), isRelieved: isRelieved)
            if budget.isConfident {
                let confident = try ConfidentJudgement(budget, part, in: snapshot)
                if case .latency(let value) = part.value(of: budget.metric) {
                    return confident.finding(value)
                }
            }
            if let server = part.server { return finding(budget, bound, part, server) }
            return BudgetJudgement(
                budget: budget, part: part, bound: bound,
                certainty: certainty(of: budget.metric)
            ).finding
        } catch {
            return Finding(budget, inconclusive: error.reason, limit: budget.limit)
        }
    }

    /// A metric of the server: what was seen decides, where the whole server was.
    private func finding(
        _ budget: Budget, _ bound: ResolvedBound, _ part: MeasuredPart, _ server: ServerPart
    ) -> Finding {
        let detail =
            server.detail(cores: snapshot.server?.cores ?? 1)
            + (part.place.map { ", \($0)" } ?? "")
        if let gap = server.gap {
            return Finding(
                budget: budget, limit: bound.text, verdict: .inconclusive, measured: server.value,
                detail: "inconclusive: \(server.value) of a part of the server: \(gap)",
                message: "\(budget.metric) of a part of the server was \(server.value), budget"
                    + " \(bound.text): \(gap)")
        }
        return Finding(
            budget: budget, limit: bound.text,
            verdict: bound.holds(server.value) ? .passed : .failed, measured: server.value,
            detail: detail,
            message: "\(budget.metric) was \(server.value), budget \(bound.text) (\(detail))")
    }

    /// Asked after the run, where no check of a plan refuses it.
    private func checkPercentile(of metric: Metric) throws(MissingPart) {
        guard case .percentile(let percent) = metric.statistic, !(percent > 0 && percent <= 100)
        else { return }
        throw MissingPart(reason: "a percentile is above 0 and at most 100")
    }

    /// What a window must have: as many as the share that is asked for needs.
    private func least(of budget: Budget, _ bound: ResolvedBound) -> UInt64? {
        guard case .fraction = budget.metric.statistic, case .ratio(let ratio) = bound.value,
            budget.comparison.wantsMore
        else { return nil }
        return MinimumSampleSize.forPercentile(ratio.fraction * 100)
    }

    /// The confidence interval of a percentile, as a report says it.
    private func certainty(of metric: Metric) -> String? {
        guard case .percentile = metric.statistic, metric.window == nil,
            let intervals = try? snapshot.intervals(of: metric.period)
        else { return nil }
        switch snapshot.interval(of: metric, by: .printed, in: intervals) {
        case .success(let interval): return interval.detail
        case .failure(.tooShort), .failure(.uneven), .failure(.dependent):
            return "interval: too short"
        case .failure(.failures), .failure(.noPercentile): return nil
        }
    }

    /// What is to be said of the run itself, whatever was asked.
    package var runFindings: [Finding] {
        HealthReview(snapshot).runFindings + serverFindings + endFinding
    }

    /// Failures that nobody has asked about: where no budget was judged, and where nothing
    /// succeeded and no budget looks at failures.
    ///
    /// - Parameters:
    ///   - budgets: of the plan.
    ///   - judged: those of them that were judged.
    package func unaskedFindings(of budgets: [Budget], judged: [Budget]) -> [Finding] {
        guard let all = snapshot.total(), all.errors > 0,
            judged.isEmpty || all.succeeded == 0 && !judged.contains(where: \.metric.seesFailures)
        else { return [] }
        let asked =
            budgets.isEmpty
            ? "nothing was asked"
            : judged.isEmpty ? "no budget was judged" : "no budget looks at failures"
        let count = NumberText.grouped(all.requests + all.brokenIterations)
        var finding = Finding(
            run: .failed,
            asked
                + ", and \(NumberText.grouped(all.errors)) of \(count) failed:"
                + " \(all.causeList)")
        // A test may look at what failed by itself, but not at nothing.
        finding.isIssue = all.succeeded == 0
        return [finding]
    }

    /// Every sample that failed in a dry run, by label.
    package var dryRunFindings: [Finding] {
        snapshot.labels.indices.compactMap { index in
            let label = snapshot.labels[index]
            guard !snapshot.isTransaction(index), let measured = snapshot.total(of: label),
                measured.failed > 0
            else { return nil }
            return Finding(
                run: .failed, "dry run: \(label.printable) failed: \(measured.causeList)")
        }
    }

    /// What the server did by itself: it need not be asked for.
    private var serverFindings: [Finding] {
        snapshot.serverFailures.map { event in
            let time = NumberText.duration(nanoseconds: event.nanoseconds)
            return Finding(run: .failed, "the server failed at \(time): \(event.text)")
        }
    }

    private var endFinding: [Finding] {
        switch snapshot.end {
        // The rule of `abortWhen(…)` says what it found.
        // An event of the server says why it ended.
        case .complete, .stopped, .aborted, .serverEnded: []
        case .stoppedByError:
            [
                Finding(
                    run: .failed,
                    "stopped: a sample failed in a group with onError(.stopTest)")
            ]
        case .outOfRows:
            [
                Finding(
                    run: .failed,
                    "stopped: a feeder in the order queueOrFail had no row left; give it more rows,"
                        + " or the order circular")
            ]
        case .cancelled: [Finding(run: .failed, "cancelled: the task was cancelled")]
        case .interrupted, .terminated, .hungUp: [Finding(run: .failed, snapshot.end.text)]
        case .dead:
            [
                Finding(
                    run: .failed,
                    "stopped: every request of the last 10 s failed; stopsWhenDead: false goes on")
            ]
        case .limit:
            [
                Finding(
                    run: .failed,
                    "stopped: the run reached its limit; LoadTest(…, limit:) sets a longer one")
            ]
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
