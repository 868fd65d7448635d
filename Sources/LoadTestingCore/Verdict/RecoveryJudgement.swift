import LoadTestingMacrosFree

/// A budget on the time after an event until the plan's other budgets held again.
struct RecoveryJudgement {
    let budget: Budget
    let event: String
    let run: RunSnapshot

    var finding: Finding {
        do throws(MissingPart) {
            let record = try run.lastAction(of: event)
            guard let recovery = record.recovery, case .value(.duration(let bound)) = budget.bound
            else { throw .noRecoveryJudged(event: event) }
            if let miss = recovery.missBefore { throw .missBeforeEvent(event, miss) }
            guard let seconds = recovery.seconds else {
                guard bound <= .seconds(recovery.watched) else {
                    throw .noRecovery(seconds: recovery.watched)
                }
                return finding(budget.comparison.wantsMore ? .passed : .failed, nil, record)
            }
            let value = MetricValue.duration(.seconds(seconds))
            let holds = budget.comparison.holds(value, .duration(bound))
            return finding(holds ? .passed : .failed, value, record)
        } catch {
            return Finding(
                budget, bound: budget.statedBound, .inconclusive, measured: nil,
                by: .missing(error))
        }
    }

    private func finding(
        _ verdict: Verdict, _ measured: MetricValue?, _ record: EventRecord
    ) -> Finding {
        Finding(
            budget, bound: budget.statedBound, verdict, measured: measured, by: .event(record))
    }
}
