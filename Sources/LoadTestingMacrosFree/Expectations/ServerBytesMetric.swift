/// The memory of a server.
public struct ServerBytesMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerBytesMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerBytesMetric, Metric>) { self.sealed = sealed }
}

extension ServerBytesMetric {
    /// The resident memory (RSS) of the server, of all its processes.
    ///
    /// The peak, unless `.mean` is asked for. Pages that processes share count in each of them.
    public static let serverMemory = ServerBytesMetric(.memory, .peak)

    /// The server's swapped-out memory; the peak, unless `.mean` is asked for.
    public static let serverSwap = ServerBytesMetric(.swap, .peak)

    /// The maximum; of rates, such as the processor's, over at least half a
    /// second.
    public var peak: ServerBytesMetric { with(.peak) }

    /// The mean over the time.
    public var mean: ServerBytesMetric { with(.mean) }

    /// The growth a minute: the median of the slopes between any two seconds (Theil–Sen), which
    /// single steps do not bend.
    ///
    /// Takes ten seconds; a bound is per minute: `serverMemory.growth < .mebibytes(5)`.
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
