/// The growth a minute of a number that a server holds: `serverOpenFiles.growth`.
///
/// The median of the slopes between any two seconds (Theil–Sen), which single steps do not bend.
/// Takes ten seconds. A bound is per minute: `serverOpenFiles.growth < 1`.
public struct ServerValueGrowthMetric: ServerMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<ServerValueGrowthMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<ServerValueGrowthMetric, Metric>) { self.sealed = sealed }
}

extension ServerValueGrowthMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: ServerValueGrowthMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .perMinute(.number(bound)))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: ServerValueGrowthMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atMost, .perMinute(.number(bound)))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: ServerValueGrowthMetric, bound: Double) -> Budget {
        Budget(metric.metric, .greater, .perMinute(.number(bound)))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: ServerValueGrowthMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atLeast, .perMinute(.number(bound)))
    }
}
