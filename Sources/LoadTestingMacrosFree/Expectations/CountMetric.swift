/// A number of requests, or of connections.
public struct CountMetric: RequestMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<CountMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<CountMetric, Metric>) { self.sealed = sealed }
}

extension CountMetric {
    /// All requests, failed ones too.
    public static let requestCount = CountMetric(Metric(.requestCount))

    /// Connections that were opened; more than users means that some were opened again.
    public static let openedConnections = CountMetric(Metric(.openedConnections))
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
