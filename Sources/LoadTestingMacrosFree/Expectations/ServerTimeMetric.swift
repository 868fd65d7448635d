/// A time that the server under test spent.
///
/// It is no time of a request: it has neither clock nor phase, label nor peak.
public struct ServerTimeMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerTimeMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerTimeMetric, Metric>) { self.sealed = sealed }
}

extension ServerTimeMetric {
    /// The processor time of the server under test, divided by the requests of the load.
    public static let serverCPUTimePerRequest = ServerTimeMetric(.cpu, .perRequest)
}

// A `Duration` means a latency where nothing else says what is compared with it: of `.p98 < …` the
// compiler says that a latency has no such member.
extension ServerTimeMetric {
    /// The measured value must stay below the bound.
    @_disfavoredOverload
    public static func < (metric: ServerTimeMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .duration(bound))
    }

    /// The measured value must not exceed the bound.
    @_disfavoredOverload
    public static func <= (metric: ServerTimeMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atMost, .duration(bound))
    }

    /// The measured value must exceed the bound.
    @_disfavoredOverload
    public static func > (metric: ServerTimeMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .greater, .duration(bound))
    }

    /// The measured value must reach the bound.
    @_disfavoredOverload
    public static func >= (metric: ServerTimeMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atLeast, .duration(bound))
    }
}
