/// A time that requests took: a percentile, the mean, the fastest or the slowest.
public struct LatencyMetric: Hashable, Codable, Sendable {
    package var metric: Metric

    package init(metric: Metric) { self.metric = metric }

    /// The same metric of the requests with one label: `p99(of: "login")`.
    public func callAsFunction(of label: String) -> LatencyMetric {
        LatencyMetric(metric: metric.scoped(to: label))
    }
}

extension LatencyMetric {
    /// The median: half of the requests were faster.
    public static let p50 = LatencyMetric.percentile(50)
    /// Three of four requests were faster.
    public static let p75 = LatencyMetric.percentile(75)
    /// Nine of ten requests were faster.
    public static let p90 = LatencyMetric.percentile(90)
    /// 95 of 100 requests were faster.
    public static let p95 = LatencyMetric.percentile(95)
    /// 99 of 100 requests were faster.
    public static let p99 = LatencyMetric.percentile(99)
    /// 999 of 1,000 requests were faster.
    public static let p999 = LatencyMetric.percentile(99.9)
    /// The mean of the requests that succeeded; hides the tail.
    public static let mean = LatencyMetric(metric: Metric(.mean))
    /// The fastest request that succeeded.
    public static let min = LatencyMetric(metric: Metric(.min))
    /// The slowest request; has no value when one failed.
    public static let max = LatencyMetric(metric: Metric(.max))

    /// The time within which this percentage of all requests succeeded, by nearest rank.
    ///
    /// A failed request counts as slower than every bound.
    ///
    /// - Parameter percent: above 0 and up to 100; anything else is refused when the plan is
    ///   checked.
    public static func percentile(_ percent: Double) -> LatencyMetric {
        LatencyMetric(metric: Metric(.percentile(percent)))
    }

    /// Short for `percentile(_:)`.
    public static func p(_ percent: Double) -> LatencyMetric { percentile(percent) }

    /// The same statistic of the service time, from the start of the exchange to its last byte.
    public var service: LatencyMetric {
        var copy = self
        copy.metric.clock = .service
        return copy
    }
}

extension LatencyMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .latency(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atMost, .latency(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .greater, .latency(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: LatencyMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atLeast, .latency(bound))
    }
}
