package import LoadTestingMacrosFree

/// Judges budgets by what was measured: the estimate decides.
///
/// Pure.
package struct Judge {
    private let snapshot: RunSnapshot

    package init(_ snapshot: RunSnapshot) { self.snapshot = snapshot }

    /// Judges one budget.
    package func judge(_ budget: Budget) -> Finding {
        let label: String? =
            if case .label(let name) = budget.metric.scope { name } else { nil }
        guard let measured = snapshot.total(of: label) else {
            return Finding(
                budget: budget, verdict: .inconclusive, measured: nil,
                detail: "no request has this label",
                message: "\(budget.metric) has no value: no request has this label")
        }
        return BudgetJudgement(budget: budget, measured: measured).finding
    }

    /// What is to be said of the run itself, whatever was asked.
    package var runFindings: [Finding] {
        HealthReview(snapshot).runFindings + endFinding
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

    private var endFinding: [Finding] {
        switch snapshot.end {
        case .complete, .stopped: []
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
        case .interrupted: [Finding(run: .failed, "interrupted by SIGINT")]
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
