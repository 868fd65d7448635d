/// A metric of one unit, which is compared with bounds of that unit.
///
/// The library's own types conform: latencies, shares, rates, numbers and scores.
public protocol BudgetMetric: Hashable, Codable, Sendable {
    /// The metric without its unit.
    var metric: Metric { get }
    /// A metric of this unit.
    init(metric: Metric)
}

extension BudgetMetric {
    /// The same metric of some of the requests: `p99(of: "login", over: .seconds(10))`.
    ///
    /// Parameters left out leave the metric as it is.
    ///
    /// - Parameters:
    ///   - label: the requests with this label. Default: all.
    ///   - window: any window of this length, more than zero; the worst one counts. Intervals with
    ///     too few requests are skipped. Default: the whole part of the run.
    ///   - period: the part of the run. Default: all of it, ramp-up included.
    public func callAsFunction(
        of label: String? = nil, over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self {
        Self(metric: metric.scoped(to: label, over: window, during: period))
    }
}

// MARK: - One metric against another

/// A metric of the same run times a factor, as a bound: `p99(of: "old") * 1.1`.
public struct MetricMultiple<Unit: BudgetMetric>: Hashable, Sendable {
    package var metric: Unit
    package var factor: Double

    package var bound: Budget.Bound { .multiple(of: metric.metric, by: factor) }
}

extension BudgetMetric {
    /// The metric times a factor, as a bound for another one of the same unit.
    ///
    /// - Parameter factor: more than zero.
    public static func * (metric: Self, factor: Double) -> MetricMultiple<Self> {
        MetricMultiple(metric: metric, factor: factor)
    }

    /// The metric times a factor, as a bound for another one of the same unit.
    ///
    /// - Parameter factor: more than zero.
    public static func * (factor: Double, metric: Self) -> MetricMultiple<Self> {
        MetricMultiple(metric: metric, factor: factor)
    }

    /// The measured value must stay below that of another metric in the same run.
    public static func < (metric: Self, bound: Self) -> Budget {
        Budget(metric.metric, .less, (bound * 1).bound)
    }

    /// The measured value must not exceed that of another metric in the same run.
    public static func <= (metric: Self, bound: Self) -> Budget {
        Budget(metric.metric, .atMost, (bound * 1).bound)
    }

    /// The measured value must exceed that of another metric in the same run.
    public static func > (metric: Self, bound: Self) -> Budget {
        Budget(metric.metric, .greater, (bound * 1).bound)
    }

    /// The measured value must reach that of another metric in the same run.
    public static func >= (metric: Self, bound: Self) -> Budget {
        Budget(metric.metric, .atLeast, (bound * 1).bound)
    }

    /// The measured value must stay below a multiple of another metric in the same run.
    public static func < (metric: Self, bound: MetricMultiple<Self>) -> Budget {
        Budget(metric.metric, .less, bound.bound)
    }

    /// The measured value must not exceed a multiple of another metric in the same run.
    public static func <= (metric: Self, bound: MetricMultiple<Self>) -> Budget {
        Budget(metric.metric, .atMost, bound.bound)
    }

    /// The measured value must exceed a multiple of another metric in the same run.
    public static func > (metric: Self, bound: MetricMultiple<Self>) -> Budget {
        Budget(metric.metric, .greater, bound.bound)
    }

    /// The measured value must reach a multiple of another metric in the same run.
    public static func >= (metric: Self, bound: MetricMultiple<Self>) -> Budget {
        Budget(metric.metric, .atLeast, bound.bound)
    }
}
