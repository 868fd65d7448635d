public import LoadTestingMacrosFree

/// Something measured whose metrics can be read: a ``LoadTestResult``, or a ``RunInterval`` of it.
///
/// ```swift
/// let tail = result[.p99(of: "login")]                 // Duration?
/// let memory = result.intervals.map { $0[.serverMemory] }  // [ByteAmount?]
/// ```
public protocol MeasuredValues: Sendable {
    /// A metric's value with its unit; `nil` where it has none, such as without requests.
    func value(of metric: Metric) -> MetricValue?
}

extension MeasuredValues {
    /// A latency; `nil` when too many requests failed, or there were none.
    public subscript(metric: LatencyMetric) -> Duration? {
        if case .duration(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// A share of requests; `nil` when there were none.
    public subscript(metric: RatioMetric) -> Ratio? {
        if case .ratio(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// A rate; `nil` when there were no requests.
    public subscript(metric: RateMetric) -> Rate? {
        if case .rate(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The capacity that a search has found; `nil` where no level held, or none was searched.
    public subscript(metric: CapacityMetric) -> Rate? {
        if case .rate(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The successes beyond the capacity, as a share of those at it; `nil` where it was not tried.
    public subscript(metric: GoodputMetric) -> Ratio? {
        if case .ratio(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The time after an overload until the budgets held again; `nil` where they did not, or none
    /// was tried.
    public subscript(metric: RecoveryMetric) -> Duration? {
        if case .duration(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The sum of a counter of the plan's own; `nil` where nothing was counted by its name.
    public subscript(metric: CounterMetric) -> Int? {
        if case .count(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The rate of a counter of the plan's own; `nil` where nothing was counted by its name.
    public subscript(metric: CounterRateMetric) -> Rate? {
        if case .rate(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The value of a gauge of the plan's own; `nil` where none was set.
    public subscript(metric: GaugeMetric) -> Double? {
        if case .number(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// A score from 0 to 1; `nil` when there were no requests.
    public subscript(metric: ScoreMetric) -> Double? {
        if case .score(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// A number of requests or connections; `nil` for an unknown label.
    public subscript(metric: CountMetric) -> Int? {
        if case .count(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The share of the server's or the machine's processors; `nil` when it was not watched.
    public subscript(metric: ServerShareMetric) -> Ratio? {
        if case .ratio(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The memory of the server; `nil` when it was not watched.
    public subscript(metric: ServerBytesMetric) -> ByteAmount? {
        if case .bytes(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The growth of the server's memory a minute; `nil` when it was not watched for ten
    /// seconds.
    public subscript(metric: ServerBytesGrowthMetric) -> ByteAmount? {
        if case .perMinute(.bytes(let value)) = value(of: metric.metric) { value } else { nil }
    }

    /// A number of resources that the server held; `nil` when it was not watched.
    public subscript(metric: ServerCountMetric) -> Int? {
        if case .count(let value) = value(of: metric.metric) { value } else { nil }
    }

    /// The value of a server's own metric, or the mean of a number of resources that it held; `nil`
    /// when it was not seen.
    public subscript(metric: ServerValueMetric) -> Double? {
        switch value(of: metric.metric) {
        case .number(let value): value
        case .count(let value): Double(value)
        default: nil
        }
    }

    /// The growth a minute of a number of the server's resources; `nil` when it was not watched for
    /// ten seconds.
    public subscript(metric: ServerValueGrowthMetric) -> Double? {
        switch value(of: metric.metric) {
        case .perMinute(.number(let value)): value
        case .perMinute(.count(let value)): Double(value)
        default: nil
        }
    }

    /// The processor time that the server used for each request; `nil` when it was not watched, or
    /// there were no requests.
    public subscript(metric: ServerTimeMetric) -> Duration? {
        if case .duration(let value) = value(of: metric.metric) { value } else { nil }
    }
}
