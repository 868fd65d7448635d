/// The memory of a server.
public struct ServerBytesMetric: ServerMetric {
    /// The metric without its unit.
    public var metric: Metric

    /// A metric of this unit.
    public init(metric: Metric) { self.metric = metric }
}

extension ServerBytesMetric {
    /// The resident memory (RSS) of the server, of all its processes.
    ///
    /// The peak, unless `.mean` is asked for. Pages that processes share count in each of them.
    public static let serverMemory = ServerBytesMetric(.memory, .peak)

    /// The server's swapped-out memory; the peak, unless `.mean` is asked for.
    public static let serverSwap = ServerBytesMetric(.swap, .peak)

    /// The mean over the time.
    public var mean: ServerBytesMetric { with(.mean) }

    /// The growth a minute: the median of the slopes between any two seconds (Theil–Sen), which
    /// single steps do not bend.
    ///
    /// Takes ten seconds; a bound is per minute: `serverMemory.growth < .mebibytes(5)`.
    public var growth: ServerBytesMetric { with(.growth) }
}

extension ServerBytesMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .less, metric.bound(.bytes(bound)))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atMost, metric.bound(.bytes(bound)))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .greater, metric.bound(.bytes(bound)))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerBytesMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atLeast, metric.bound(.bytes(bound)))
    }
}
