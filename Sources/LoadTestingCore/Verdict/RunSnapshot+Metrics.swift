package import LoadTestingMacrosFree

extension RunSnapshot {
    /// A metric's value over the whole run; `nil` when there is none, such as without requests.
    package func value(of metric: Metric) -> MetricValue? {
        switch metric.scope {
        case .everything: total().flatMap { $0.value(of: metric) }
        case .label(let label): total(of: label).flatMap { $0.value(of: metric) }
        }
    }
}

extension LabelSnapshot {
    /// A metric's value over these requests.
    package func value(of metric: Metric) -> MetricValue? {
        switch metric.statistic {
        case .percentile(let percent): percentile(percent, on: metric.clock).map { .latency($0) }
        case .mean: succeeded(on: metric.clock).mean.map { .latency($0) }
        case .min: succeeded(on: metric.clock).minimum.map { .latency($0) }
        case .max: failed > 0 ? nil : succeeded(on: metric.clock).maximum.map { .latency($0) }
        case .errorRate: errorRate.map { .ratio($0) }
        case .throughput: rate(of: succeeded).map { .rate($0) }
        case .requestRate: rate(of: requests).map { .rate($0) }
        case .requestCount: .count(Int(requests))
        }
    }

    /// The times of requests that succeeded.
    package func succeeded(on clock: Metric.Clock) -> HistogramSnapshot {
        clock == .response ? okResponse : okService
    }

    /// The time within which a percentage of all requests succeeded; `nil` when more failed.
    ///
    /// Rank ⌈p · (ok + failed)⌉ over those that succeeded in ascending order, then the failed.
    package func percentile(_ percent: Double, on clock: Metric.Clock) -> Duration? {
        let rank = HistogramSnapshot.rank(of: percent, in: requests)
        return succeeded(on: clock).value(atRank: rank)
    }

    /// Failed requests as a share of all; `nil` without requests.
    ///
    /// An iteration that broke without a failed request counts as one more.
    package var errorRate: Ratio? {
        let all = requests + brokenIterations
        return all > 0 ? Ratio(fraction: Double(errors) / Double(all)) : nil
    }

    /// A number of requests per second, from the first due to the last end.
    package func rate(of count: UInt64) -> Rate? {
        seconds.map { .perSecond(Double(count) / $0) }
    }
}
