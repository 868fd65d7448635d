/// A metric of one unit, which is compared with bounds of that unit.
///
/// The library's own types conform: latencies, shares, rates, numbers and scores.
///
/// Closed: the library's own types conform, and no other can. Those of requests are
/// ``RequestMetric``s, those of the server under test ``ServerMetric``s.
public protocol BudgetMetric: Hashable, Sendable {
    /// The metric, as one of this unit; ``metric`` reads it.
    var sealed: Sealed<Self, Metric> { get }
    /// A metric of this unit.
    init(sealed: Sealed<Self, Metric>)
}

extension BudgetMetric {
    /// The metric, without its unit.
    public var metric: Metric { sealed.value }

    package init(_ metric: Metric) { self.init(sealed: Sealed(metric)) }

    /// The same metric of a part of the run: `errorRate(during: .plateau)`.
    ///
    /// Parameters left out leave the metric as it is.
    ///
    /// - Parameters:
    ///   - window: any window of this length, more than zero; the worst one counts. Windows with
    ///     too few requests are skipped. Default: the whole part of the run.
    ///   - period: the part of the run. Default: all of it, ramp-up included.
    public func callAsFunction(
        over window: Duration? = nil, during period: RunPeriod? = nil
    ) -> Self {
        Self(metric.scoped(to: .everything, over: window, during: period))
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
