import LoadTestingMacrosFree

extension BudgetWords {
    /// The number of requests behind the value: `1,000 requests`.
    var requests: String { "\(NumberText.grouped(finding.evidence?.requests ?? 0)) requests" }

    /// The place in the run where they lie; none for the whole run.
    var place: [String] { finding.evidence?.span.map { [$0.text] } ?? [] }

    /// The numbers behind the value, as its metric counts.
    var numbers: String {
        guard let evidence = finding.evidence else { return "" }
        let count = NumberText.grouped(evidence.requests)
        let failures =
            evidence.failed > 0 ? ", \(NumberText.grouped(evidence.failed)) failed" : ""
        switch metric.statistic {
        case .errorRate where evidence.errors == 0:
            let bound = MinimumSampleSize.highestErrorRate(unseenIn: evidence.requests)
            return "0 of \(count): at most \(bound.rounded) at 95 %"
        case .errorRate:
            let all = NumberText.grouped(evidence.requests + evidence.brokenIterations)
            return "\(NumberText.grouped(evidence.errors)) of \(all): \(evidence.causes.list)"
        case .fraction:
            return "\(NumberText.grouped(evidence.underLimit ?? 0)) of \(count)\(failures)"
        case .checkRate, .throughput, .requestRate, .requestCount, .openedConnections, .server,
            .counter, .counterRate, .gauge, .capacity, .goodput, .recovery:
            return requests + failures
        case .percentile, .mean, .min, .max, .apdex:
            return "n = \(count)\(failures)"
        }
    }

    /// A note on latencies, in which failures would count.
    var noFailure: String {
        guard case .duration = finding.bound, !metric.clock.isPhase, finding.evidence?.failed == 0
        else { return "" }
        return ", 0 failed"
    }
}

extension Finding.Evidence {
    /// The share of requests that failed: `2.1 % of 10,000 requests`.
    var failureShare: String {
        let all = requests + brokenIterations
        let share = all > 0 ? Ratio(fraction: Double(errors) / Double(all)).description : "—"
        return "\(share) of \(NumberText.grouped(requests)) requests"
    }
}

extension [FailureCause: UInt64] {
    /// The causes, the most frequent first: `timeout(response) 1,190, reset 14`.
    var list: String {
        sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
            .map { "\($0.key) \(NumberText.grouped($0.value))" }.joined(separator: ", ")
    }
}

extension Ratio {
    /// The ratio with two significant digits: a bound is no measurement.
    fileprivate var rounded: String {
        let percent = fraction * 100
        return "\(NumberText.decimal(percent, places: percent < 0.1 ? 4 : percent < 1 ? 2 : 1)) %"
    }
}
