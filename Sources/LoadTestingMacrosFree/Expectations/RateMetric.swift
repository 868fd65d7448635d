/// Requests per time, such as the throughput.
public struct RateMetric: RequestMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<RateMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<RateMetric, Metric>) { self.sealed = sealed }
}

extension RateMetric {
    /// Requests that succeeded, per second of the load's time; those that end in the drain are in
    /// no rate.
    public static let throughput = RateMetric(Metric(.throughput))
    /// All requests, failed ones too, per second of the load's time.
    public static let requestRate = RateMetric(Metric(.requestRate))
}

extension RateMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: RateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .rate(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: RateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atMost, .rate(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: RateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .greater, .rate(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: RateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atLeast, .rate(bound))
    }
}
