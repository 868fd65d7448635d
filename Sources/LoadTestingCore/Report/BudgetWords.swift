import LoadTestingMacrosFree

/// Puts a finding about a budget into words.
struct BudgetWords {
    let finding: Finding
    let budget: Budget

    var text: FindingText {
        switch finding.basis {
        case .estimate: ofEstimate
        case .interval, .noInterval, .tooFewForInterval: ofInterval
        case .failures(let ofSucceeded): ofFailures(ofSucceeded)
        case .tooFewRequests(let needed): ofTooFew(needed)
        case .noRequests:
            withoutValue(
                metric.clock.isPhase ? "no request went through it" : "no request was measured",
                detail: "no requests")
        case .noLoadTime(let isOfOneRequest):
            withoutValue(
                isOfOneRequest
                    ? "a single request has only its own time; state one (duration:), or send more"
                    : "the load of these requests has no time in it")
        case .missing(let part): withoutValue(part.text)
        case .partOfServer(let gap): ofPartOfServer(gap)
        case .generator(let doubt, let isMiss): ofGenerator(doubt.text, isMiss: isMiss)
        case .users(let waits): ofUsers(waits)
        case .baseline(let basis): ofBaseline(basis)
        case .capacity(let record): ofCapacity(record)
        case .overload(let record): ofOverload(record)
        case .event(let record): ofRecovery(record)
        case .repeated(let basis): ofRuns(basis)
        case .run(let problem): FindingText(detail: problem.text, message: problem.text)
        }
    }

    var metric: Metric { budget.metric }
    var limit: String { finding.limit }
    var value: String { finding.measured?.description ?? "—" }

    /// Prefixes a detail with the note that the run is inconclusive.
    func marked(_ detail: String) -> String {
        finding.verdict == .inconclusive ? "inconclusive: \(detail)" : detail
    }
}

// MARK: - Estimates

extension BudgetWords {
    private var ofEstimate: FindingText {
        if let server = finding.evidence?.server {
            let detail = ([server.detail] + place).joined(separator: ", ")
            return FindingText(
                detail: detail, message: "\(metric) was \(value), budget \(limit) (\(detail))")
        }
        let interval = finding.verdict == .inconclusive ? nil : finding.interval?.detail
        let details = [numbers + noFailure] + place + (interval.map { [$0] } ?? [])
        return FindingText(
            detail: marked(details.joined(separator: ", ")),
            message: "\(metric) was \(value), budget \(limit)"
                + " (\(([numbers] + place).joined(separator: ", ")))")
    }

    private func ofFailures(_ ofSucceeded: Duration?) -> FindingText {
        guard let evidence = finding.evidence else { return withoutValue("—") }
        let succeeded =
            evidence.requests > evidence.failed
            ? "; \(metric) of those that succeeded \(ofSucceeded?.text ?? "—")" : ""
        let failed = "\(evidence.failureShare) failed"
        let causes = evidence.causes.list
        let place = place.map { ", \($0)" }.joined()
        return FindingText(
            detail: marked("\(failed): \(causes)\(place)"),
            message: "\(metric) has no value: \(failed) (budget \(limit)\(succeeded)\(place));"
                + " \(causes)")
    }

    private func ofTooFew(_ needed: UInt64) -> FindingText {
        let count = finding.evidence?.requests ?? 0
        let times = NumberText.grouped((needed + count - 1) / max(1, count))
        let isSlowest =
            if case .percentile(let percent) = metric.statistic {
                HistogramSnapshot.rank(of: percent, in: count) == count
            } else { false }
        return FindingText(
            detail: "inconclusive: \(requests); \(metric) needs \(NumberText.grouped(needed))"
                + " (run \(times) times as long)" + place.map { ", \($0)" }.joined(),
            message: "\(metric) of \(requests) "
                + (isSlowest ? "is simply the slowest one" : "says little")
                + "; needs \(NumberText.grouped(needed)) (\(value), budget \(limit))")
    }

    private func withoutValue(_ reason: String, detail: String? = nil) -> FindingText {
        FindingText(
            detail: detail ?? "inconclusive: \(reason)",
            message: "\(metric) has no value: \(reason) (budget \(limit))")
    }

    private func ofPartOfServer(_ gap: String) -> FindingText {
        FindingText(
            detail: "inconclusive: \(value) of a part of the server: \(gap)",
            message: "\(metric) of a part of the server was \(value), budget \(limit): \(gap)")
    }
}

// MARK: - Intervals

extension BudgetWords {
    private var ofInterval: FindingText {
        guard finding.verdict == .inconclusive else {
            let details = (timed + [finding.interval?.sides ?? "—"]).joined(separator: ", ")
            return FindingText(
                detail: details, message: "\(metric) was \(value), budget \(limit) (\(details))")
        }
        return FindingText(
            detail: "inconclusive: \(doubt)",
            message: "\(metric) was \(value), budget \(limit), but not for sure: \(doubt)"
                + " (\(timed.joined(separator: ", ")))")
    }

    private var doubt: String {
        if case .tooFewForInterval(let needed) = finding.basis {
            return "\(requests); to be sure takes at least \(NumberText.grouped(needed))\(advice)"
        }
        guard let interval = finding.interval, case .duration(let value) = finding.measured,
            case .duration(let limit) = finding.bound
        else { return "\(finding.missingInterval?.description ?? "—")\(advice)" }
        return "\(interval.sides)\(interval.advice(value, limit))"
    }

    /// The length of a run that would have an interval.
    private var advice: String {
        guard let seconds = finding.missingInterval?.secondsNeeded else { return "" }
        return ": run ≥ \(NumberText.grouped(seconds)) s"
    }

    private var timed: [String] {
        let (count, failed) = (finding.evidence?.requests ?? 0, finding.evidence?.failed ?? 0)
        return ["n = \(NumberText.grouped(count)), \(NumberText.grouped(failed)) failed"] + place
    }
}

// MARK: - Reviews

extension BudgetWords {
    private func ofGenerator(_ doubt: String, isMiss: Bool) -> FindingText {
        let measured = finding.measured.map { " \($0)" } ?? ""
        let relation = isMiss ? "misses" : "is held to"
        return FindingText(
            detail: "invalid: \(doubt)",
            message: "\(metric)\(measured) \(relation) \(budget.bound), but \(doubt)")
    }

    private func ofUsers(_ waits: UserWaits) -> FindingText {
        FindingText(
            detail: "inconclusive: \(waits.text())",
            message: "\(metric) was \(value), budget \(limit), but \(waits.text()): what those"
                + " waited for hardly counts among the requests of the others")
    }
}
