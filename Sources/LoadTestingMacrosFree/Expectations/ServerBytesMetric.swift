/// How much memory a server took.
public struct ServerBytesMetric: ServerMetric {
    /// What is measured, as a metric of this unit.
    public let sealed: Sealed<ServerBytesMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerBytesMetric, Metric>) { self.sealed = sealed }
}

extension ServerBytesMetric {
    /// The memory of the server: what is resident (RSS), of all its processes.
    ///
    /// The peak, unless `.mean` is asked for. Pages that processes share count in each of them.
    public static let serverMemory = ServerBytesMetric(.memory, .peak)

    /// What of the server was swapped out; the peak, unless `.mean` is asked for.
    public static let serverSwap = ServerBytesMetric(.swap, .peak)

    /// The highest value that was seen; of rates, such as the processor's, over at least half a
    /// second.
    public var peak: ServerBytesMetric { with(.peak) }

    /// The mean over the time.
    public var mean: ServerBytesMetric { with(.mean) }

    /// How much more it was each minute.
    public var growth: ServerBytesGrowthMetric { with(.growth) }
}

extension ServerBytesMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .less, .bytes(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atMost, .bytes(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .greater, .bytes(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atLeast, .bytes(bound))
    }
}
