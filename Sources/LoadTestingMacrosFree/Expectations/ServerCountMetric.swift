/// A number of resources that a server holds.
public struct ServerCountMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerCountMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerCountMetric, Metric>) { self.sealed = sealed }
}

extension ServerCountMetric {
    /// The files, sockets and pipes that the server has open, in all its processes.
    ///
    /// The peak, unless `.mean` is asked for.
    public static let serverOpenFiles = ServerCountMetric(.openFiles, .peak)

    /// The threads of the server, in all its processes; the peak, unless `.mean` is asked for.
    public static let serverThreads = ServerCountMetric(.threads, .peak)

    /// The connections that the server holds to a port of any host, such as 5432 of its database;
    /// the peak, unless `.mean` is asked for.
    ///
    /// - Parameter port: 1 … 65,535.
    public static func serverConnections(toPort port: Int) -> ServerCountMetric {
        ServerCountMetric(.connections(toPort: port), .peak)
    }

    /// The maximum; of rates, such as the processor's, over at least half a
    /// second.
    public var peak: ServerCountMetric { with(.peak) }

    /// The mean over the time.
    public var mean: ServerValueMetric { with(.mean) }

    /// The growth a minute: the median of the slopes between any two seconds (Theil–Sen), which
    /// single steps do not bend.
    ///
    /// Takes ten seconds; a bound is per minute: `serverOpenFiles.growth < 1`.
    public var growth: ServerValueGrowthMetric { with(.growth) }
}

extension ServerCountMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerCountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .less, .count(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerCountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atMost, .count(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerCountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .greater, .count(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerCountMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atLeast, .count(bound))
    }
}
