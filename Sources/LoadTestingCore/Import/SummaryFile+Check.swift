package import LoadTestingMacrosFree

extension SummaryFile {
    /// The verdict on a budget, and its line.
    ///
    /// A summary has a few percentiles of the requests that succeeded. Where another one decides,
    /// it lies between two that are there; both have to keep the bound, or both to miss it.
    package func check(_ budget: Budget) -> (verdict: Verdict, line: String) {
        guard let row = row(of: budget.metric.scope) else {
            return line(budget, .inconclusive, "—", "a summary has no such requests")
        }
        guard row.requests > 0 else { return line(budget, .inconclusive, "—", "no requests") }
        guard let range = row.range(of: budget.metric) else {
            let failed = row.hasTooManyFailures(for: budget.metric)
            return failed
                ? line(
                    budget, budget.comparison.wantsMore ? .inconclusive : .failed, "—",
                    "too many of \(NumberText.grouped(row.requests)) requests failed")
                : line(budget, .inconclusive, "—", "a summary does not hold it")
        }
        return verdict(on: budget, row, range)
    }

    private func verdict(
        on budget: Budget, _ row: Row, _ range: (MetricValue, MetricValue)
    ) -> (verdict: Verdict, line: String) {
        guard case .value(let bound) = budget.bound else {
            return line(budget, .inconclusive, "—", "a summary is held to stated bounds alone")
        }
        let holds = [range.0, range.1].map { budget.comparison.holds($0, bound) }
        let value = range.0 == range.1 ? "\(range.0)" : "\(range.0) … \(range.1)"
        let requests =
            "n = \(NumberText.grouped(row.requests)), \(NumberText.grouped(row.failed)) failed"
        if case .percentile(let percent) = budget.metric.statistic {
            let needed = MinimumSampleSize.forPercentile(percent)
            if row.requests < needed {
                return line(
                    budget, .inconclusive, value,
                    "\(requests); needs \(NumberText.grouped(needed))")
            }
        }
        guard holds[0] == holds[1] else {
            return line(
                budget, .inconclusive, value, "the bound lies between: check the JTL of the run")
        }
        return line(budget, holds[0] ? .passed : .failed, value, requests)
    }

    private func line(
        _ budget: Budget, _ verdict: Verdict, _ value: String, _ detail: String
    ) -> (verdict: Verdict, line: String) {
        let text =
            "\(TextStyle.plain.mark(verdict)) \(budget.metric.description.printable)  \(value)"
            + "  \(budget.limit)  \(verdict == .inconclusive ? "inconclusive: " : "")\(detail)"
        return (verdict, text)
    }
}

extension SummaryFile.Row {
    private var succeeded: UInt64 { requests - min(requests, failed) }

    /// The place of a percentile of all requests among those that succeeded, in percent; `nil`
    /// where it falls among the failed ones.
    private func place(of percent: Double) -> Double? {
        let rank = HistogramSnapshot.rank(of: percent, in: requests)
        return rank <= succeeded ? Double(rank) / Double(succeeded) * 100 : nil
    }

    /// Whether a latency has no value since it falls among failed requests.
    func hasTooManyFailures(for metric: Metric) -> Bool {
        switch metric.statistic {
        case .percentile(let percent): place(of: percent) == nil
        case .max: failed > 0
        default: false
        }
    }

    /// The range in which a metric's value lies: a single value where it is known.
    func range(of metric: Metric) -> (MetricValue, MetricValue)? {
        guard metric.window == nil, metric.period == .wholeRun,
            !hasTooManyFailures(for: metric)
        else { return nil }
        let value: MetricValue? =
            switch metric.statistic {
            case .errorRate: errorRate.map { .ratio(Ratio(fraction: $0)) }
            case .throughput: throughput.map { .rate(.perSecond($0)) }
            case .requestRate: requestRate.map { .rate(.perSecond($0)) }
            case .requestCount: .count(Int(clamping: requests))
            case .openedConnections: .count(Int(clamping: openedConnections))
            case .mean: time("mean", metric.clock)
            case .min: time("min", metric.clock)
            case .max: time("max", metric.clock)
            default: nil
            }
        if case .percentile(let percent) = metric.statistic {
            return place(of: percent).flatMap { range(at: $0, percent, metric.clock) }
        }
        return value.map { ($0, $0) }
    }

    private static let points: [(percent: Double, name: String)] = [
        (0, "min"), (50, "p50"), (75, "p75"), (90, "p90"), (95, "p95"), (99, "p99"),
        (99.9, "p99.9"), (99.99, "p99.99"), (100, "max"),
    ]

    private func range(
        at place: Double, _ percent: Double, _ clock: Metric.Clock
    ) -> (MetricValue, MetricValue)? {
        // Without failures a percentile of the summary is the one that is asked for.
        if failed == 0, let point = Self.points.first(where: { $0.percent == percent }) {
            return time(point.name, clock).map { ($0, $0) }
        }
        guard let lower = Self.points.last(where: { $0.percent <= place }),
            let upper = Self.points.first(where: { $0.percent >= place }),
            let low = time(lower.name, clock), let high = time(upper.name, clock)
        else { return nil }
        return (low, high)
    }

    private func time(_ name: String, _ clock: Metric.Clock) -> MetricValue? {
        let times: [String: Double]? =
            switch clock {
            case .response: responseTime
            case .service: serviceTime
            default: nil
            }
        guard let seconds = times?[name], seconds >= 0, seconds < 9e9 else { return nil }
        return .duration(.nanoseconds(Int64((seconds * 1e9).rounded())))
    }
}
