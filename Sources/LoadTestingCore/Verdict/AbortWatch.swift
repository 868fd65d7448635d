package import LoadTestingMacrosFree

/// Checks each second whether a rule of the plan ends the run; pure.
package struct AbortWatch: Sendable {
    private let rules: [AbortRule]

    package init(_ rules: [AbortRule]) { self.rules = rules }

    /// The finding that ends the run; `nil` while it may continue.
    ///
    /// - Parameters:
    ///   - run: the measurements so far.
    ///   - second: the last second that is complete, from 0.
    ///   - isUnderLoad: whether the load lasted to the end of that second: rates and numbers are
    ///     low in a second that was cut off, and in the drain.
    package func finding(
        in run: RunSnapshot, after second: Int, isUnderLoad: Bool = true
    ) -> Finding? {
        for rule in rules where isUnderLoad || !rule.condition.metric.isPerTime {
            if let finding = finding(rule.condition, run, end: second + 1) { return finding }
        }
        return nil
    }

    private func finding(_ condition: Budget, _ run: RunSnapshot, end: Int) -> Finding? {
        let metric = condition.metric
        guard let part = try? run.latest(metric, end: end),
            part.server != nil
                || part.measured.requests(on: metric.clock)
                    >= MinimumSampleSize.forAbort(on: metric),
            let bound = try? ResolvedBound(
                condition, { other throws(MissingPart) in try run.latest(other, end: end) })
        else { return nil }
        let value = part.value(of: metric)
        // Without a value more have failed than the percentile allows: slower than every bound.
        guard value.map(bound.holds) ?? condition.comparison.wantsMore else { return nil }
        return Finding(
            run: .failed,
            .aborted(
                .init(
                    condition: condition, bound: bound.value, value: value, second: end,
                    requests: part.measured.requests, failed: part.measured.failed,
                    causes: part.measured.causes, span: part.span)),
            at: condition.location)
    }
}

extension MinimumSampleSize {
    /// Rates and numbers need none: a rule may be about their absence.
    fileprivate static func forAbort(on metric: Metric) -> UInt64 {
        switch metric.statistic {
        case .throughput, .requestRate, .requestCount, .openedConnections, .server, .counter,
            .counterRate, .gauge, .capacity, .goodput, .recovery:
            0
        default: max(few, forWindow(of: metric))
        }
    }
}
