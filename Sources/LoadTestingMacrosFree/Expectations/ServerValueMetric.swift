/// A metric of the server's own, or the growth of a count.
public struct ServerValueMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerValueMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerValueMetric, Metric>) { self.sealed = sealed }
}

extension ServerValueMetric {
    /// A sample of the metrics endpoint that the target scrapes.
    ///
    /// A gauge as it is, a counter as its increase a second; the peak, unless `.mean` is asked for.
    ///
    /// - Parameter name: as stated for the target: `server.scraping("/metrics", [name])`.
    public static func serverMetric(_ name: String) -> ServerValueMetric {
        ServerValueMetric(.scraped(name), .peak)
    }

    /// The maximum; of rates, such as the processor's, over at least half a
    /// second.
    public var peak: ServerValueMetric { with(.peak) }

    /// The mean over the time.
    public var mean: ServerValueMetric { with(.mean) }

    /// The growth a minute: the median of the slopes between any two seconds (Theil–Sen), which
    /// single steps do not bend.
    ///
    /// Takes ten seconds; a bound is per minute.
    public var growth: ServerValueGrowthMetric { with(.growth) }
}

extension ServerValueMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerValueMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .number(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerValueMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atMost, .number(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerValueMetric, bound: Double) -> Budget {
        Budget(metric.metric, .greater, .number(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerValueMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atLeast, .number(bound))
    }
}
