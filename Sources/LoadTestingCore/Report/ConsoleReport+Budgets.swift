import LoadTestingMacrosFree

/// The findings, those about budgets first.
extension ConsoleReport {
    /// A line for each budget.
    var budgets: [String] {
        var table = TextTable([.left, .left, .left, .left, .left])
        for finding in result.findings {
            guard let budget = finding.budget else { continue }
            table.add([
                style.mark(finding.verdict), budget.metric.description.printable,
                finding.measured?.description ?? "—", finding.limit, finding.detail,
            ])
        }
        for budget in result.unjudgedBudgets {
            table.add([
                style.unjudgedMark, budget.metric.description.printable,
                result.snapshot.value(of: budget.metric)?.description ?? "—", budget.limit,
                result.mode == .dryRun
                    ? "not judged: a dry run" : "not judged: the load is scaled",
            ])
        }
        return table.lines
    }

    /// The findings on the run itself, notes, and doubts about the figures.
    var problems: [String] {
        let ofRun = result.findings.filter { $0.budget == nil }
        let review = HealthReview(result.snapshot)
        let nothing = result.findings.isEmpty && result.unjudgedBudgets.isEmpty
        return ofRun.map { "\(style.mark($0.verdict)) \($0.message)" }
            + result.notes.map { "! \($0)" }
            + [review.userShortage].compactMap { $0.map { "  \($0)" } }
            + review.suspects.map { "  suspect: \($0)" }
            + (nothing ? ["  nothing was asked: expect(…) holds a run to a budget"] : [])
    }

    /// The line that judged percentiles have no interval, and the length of a run that would give
    /// them one; nothing where all have.
    var shortness: [String] {
        let lacking = result.findings.filter(\.lacksInterval)
        guard let first = lacking.first?.budget else { return [] }
        let subject =
            lacking.count == 1
            ? "no interval for \(first.metric.description.printable)"
            : "no interval for \(lacking.count) budgets"
        let needed = lacking.compactMap { $0.missingInterval?.secondsNeeded }.max()
        let reason = needed.map {
            "the run is too short; \(NumberText.grouped($0)) s at this rate would do"
        }
        return ["  \(subject): \(reason ?? "requests came too unevenly for one")"]
    }
}

extension Finding {
    /// Whether a percentile was judged without an interval, for want of requests.
    fileprivate var lacksInterval: Bool {
        guard case .estimate = basis, verdict != .inconclusive, interval == nil else {
            return false
        }
        return switch missingInterval {
        case .tooShort, .uneven, .dependent: true
        case .failures, .noPercentile, nil: false
        }
    }
}
