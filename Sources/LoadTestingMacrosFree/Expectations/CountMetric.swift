/// A number of requests.
public struct CountMetric: Hashable, Codable, Sendable {
    package var metric: Metric

    package init(metric: Metric) { self.metric = metric }

    /// The same metric of the requests with one label: `requestCount(of: "login")`.
    public func callAsFunction(of label: String) -> CountMetric {
        CountMetric(metric: metric.scoped(to: label))
    }
}

extension CountMetric {
    /// All requests, failed ones too.
    public static let requestCount = CountMetric(metric: Metric(.requestCount))
}

extension CountMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: CountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .less, .count(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: CountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atMost, .count(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: CountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .greater, .count(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: CountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atLeast, .count(bound))
    }
}
