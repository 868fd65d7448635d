/// The growth of a server's memory a minute: `serverMemory.growth`.
///
/// The median of the slopes between any two seconds (Theil–Sen), which single steps do not bend.
/// Takes ten seconds. A bound is per minute: `serverMemory.growth < .mebibytes(5)`.
public struct ServerBytesGrowthMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerBytesGrowthMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerBytesGrowthMetric, Metric>) { self.sealed = sealed }
}

extension ServerBytesGrowthMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerBytesGrowthMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .less, .perMinute(.bytes(bound)))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerBytesGrowthMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atMost, .perMinute(.bytes(bound)))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerBytesGrowthMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .greater, .perMinute(.bytes(bound)))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerBytesGrowthMetric, bound: ByteAmount) -> Budget {
        Budget(metric.metric, .atLeast, .perMinute(.bytes(bound)))
    }
}
