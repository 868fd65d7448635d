import LoadTestingMacrosFree

/// Asks of each finding whether the load generator could have turned it: only then it is invalid.
///
/// What the generator adds is *in* a latency and *missing* from a throughput, so a pass in spite of
/// it stays a pass. Pure.
package struct HealthReview {
    let snapshot: RunSnapshot
    let health: GeneratorHealth

    package init(_ snapshot: RunSnapshot) {
        self.snapshot = snapshot
        health = snapshot.health
    }

    /// The finding, or that nothing can be said, or that the server did not take the load.
    package func reviewed(_ finding: Finding) -> Finding {
        guard let budget = finding.budget, !budget.metric.isOfServer else { return finding }
        switch finding.verdict {
        case .passed:
            if let doubt = doubt(aboutPassOf: budget) { return invalid(finding, budget, doubt) }
            return finding.saying(overload(aboutPassOf: budget), as: .failed)
        case .failed:
            let doubt =
                if let measured = finding.measured {
                    doubt(aboutMissOf: budget, measured)
                } else {
                    doubtAboutMissingValue(of: budget)
                }
            if let doubt { return invalid(finding, budget, doubt) }
            return finding.saying(overload(of: budget), as: .failed)
        case .inconclusive, .invalid: return finding
        }
    }

    private func invalid(_ finding: Finding, _ budget: Budget, _ doubt: String) -> Finding {
        var copy = finding
        copy.verdict = .invalid
        copy.detail = "invalid: \(doubt)"
        let measured = finding.measured.map { " \($0)" } ?? ""
        let misses = finding.verdict == .failed ? "misses" : "is held to"
        copy.message = "\(budget.metric)\(measured) \(misses) \(budget.bound), but \(doubt)"
        return copy
    }

    /// What is to be said of the run whatever was asked: the generator had no descriptor or port
    /// left.
    package var runFindings: [Finding] {
        health.failures.sorted { $0.key.code > $1.key.code }.map { cause, count in
            Finding(
                run: .invalid,
                "the load generator ran out of \(cause == .generatorPorts ? "ports" : "open files")"
                    + " \(NumberText.grouped(count)) times (\(cause)); nothing can be said about"
                    + " the server: use fewer users, or raise the limit")
        }
    }

    static var remedy: String {
        "Nothing can be said. Fewer users,\(isDebugBuild ? " a release build" : "") or another"
            + " core."
    }

    static var isDebugBuild: Bool {
        #if DEBUG
            true
        #else
            false
        #endif
    }
}

extension Finding {
    /// The same with one more sentence; itself for none.
    fileprivate func saying(_ sentence: String?, as verdict: Verdict) -> Finding {
        guard let sentence else { return self }
        var copy = self
        copy.verdict = verdict
        copy.detail += "; \(sentence)"
        copy.message += "; \(sentence)"
        return copy
    }
}

extension Budget {
    /// The bound; `nil` where it was measured itself, with the same generator.
    var statedBound: MetricValue? {
        if case .value(let value) = bound { value } else { nil }
    }

    /// Whether it asks for a number of requests, or for so many a second.
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
        case .errorRate, .throughput, .requestRate, .requestCount, .openedConnections, .server:
            false
        }
    }

    /// What the generator can't turn: it is read from the system.
    fileprivate var isOfServer: Bool {
        if case .server = statistic { true } else { false }
    }
}

extension Ratio {
    /// Whole percent.
    var whole: String { "\(NumberText.decimal(fraction * 100, places: 0)) %" }
}
