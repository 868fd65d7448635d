import LoadTestingMacrosFree

/// Reviews whether the load generator could have changed a finding: only then it is invalid.
///
/// Time that the generator adds is *in* a latency and *missing* from a throughput, so a pass in
/// spite of it stays a pass. Pure.
package struct HealthReview {
    let snapshot: RunSnapshot
    let health: GeneratorHealth

    package init(_ snapshot: RunSnapshot) {
        self.snapshot = snapshot
        health = snapshot.health
    }

    /// The finding, or an invalid one, or one on a server that did not take the load.
    package func reviewed(_ finding: Finding) -> Finding {
        guard let budget = finding.budget, !budget.metric.isBeyondGenerator else { return finding }
        switch finding.verdict {
        case .passed:
            if let doubt = doubt(aboutPassOf: budget) { return invalid(finding, doubt) }
            return finding.overloaded(overload(aboutPassOf: budget))
        case .failed:
            let doubt =
                if let measured = finding.measured {
                    doubt(aboutMissOf: budget, measured)
                } else {
                    doubtAboutMissingValue(of: budget)
                }
            if let doubt { return invalid(finding, doubt) }
            return finding.overloaded(overload(of: budget))
        case .inconclusive, .invalid: return finding
        }
    }

    private func invalid(_ finding: Finding, _ doubt: GeneratorDoubt) -> Finding {
        var copy = finding
        copy.verdict = .invalid
        copy.basis = .generator(doubt, isMiss: finding.verdict == .failed)
        return copy
    }

    /// The findings on the run whatever was asked: the generator had no descriptor or port left.
    package var runFindings: [Finding] {
        health.failures.sorted { $0.key.code > $1.key.code }.map { cause, count in
            Finding(run: .invalid, .exhausted(cause, times: count))
        }
    }
}

extension Finding {
    /// The same with the server's overload; itself without one.
    fileprivate func overloaded(_ overload: Overload?) -> Finding {
        guard let overload else { return self }
        var copy = self
        copy.verdict = .failed
        copy.overload = overload
        return copy
    }
}

extension Budget {
    /// The bound; `nil` where it was measured itself, with the same generator.
    var statedBound: MetricValue? {
        if case .value(let value) = bound { value } else { nil }
    }

    /// Whether it requires a number of requests, or of requests a second.
    var asksForMany: Bool {
        switch statedBound {
        case .rate, .count: comparison.wantsMore
        default: false
        }
    }
}

extension Metric {
    /// Whether lateness can only make it worse.
    var isOfTimes: Bool {
        switch statistic {
        case .percentile, .mean, .min, .max, .fraction, .apdex: true
        case .errorRate, .throughput, .requestRate, .requestCount, .openedConnections, .checkRate,
            .server, .counter, .counterRate, .gauge, .capacity, .goodput, .recovery:
            false
        }
    }

    /// Metrics that the generator can't change: read from the system, or found by a search, which
    /// reviews each level by itself.
    fileprivate var isBeyondGenerator: Bool {
        switch statistic {
        case .server, .capacity, .goodput, .recovery(after: nil): true
        default: false
        }
    }
}
