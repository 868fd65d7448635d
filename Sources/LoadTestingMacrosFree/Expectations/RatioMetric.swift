/// A share of all requests, such as the error rate.
public struct RatioMetric: Hashable, Codable, Sendable {
    package var metric: Metric

    package init(metric: Metric) { self.metric = metric }

    /// The same metric of the requests with one label: `errorRate(of: "login")`.
    public func callAsFunction(of label: String) -> RatioMetric {
        RatioMetric(metric: metric.scoped(to: label))
    }
}

extension RatioMetric {
    /// Failed requests as a share of all.
    public static let errorRate = RatioMetric(metric: Metric(.errorRate))
}

extension RatioMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .ratio(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atMost, .ratio(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .greater, .ratio(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: RatioMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atLeast, .ratio(bound))
    }
}
