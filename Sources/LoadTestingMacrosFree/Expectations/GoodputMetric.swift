/// The successes a second beyond the capacity that a search has found, as a share of those at it.
///
/// It needs a group that searches: `ArrivalGroup(.search(upTo: .perSecond(20_000)))` or
/// `ThreadGroup(.search(upTo: 500))`.
public struct GoodputMetric: BudgetMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<GoodputMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<GoodputMetric, Metric>) { self.sealed = sealed }
}

extension GoodputMetric {
    /// The successes a second at a multiple of the capacity, as a share of those at the capacity.
    ///
    /// A target that refuses what it can't take keeps 100 %; one that works on requests whose users
    /// have gone answers fewer the more arrive. A success counts however long it took.
    ///
    /// - Parameter factor: the multiple of the capacity, above 1 and up to 10.
    public static func goodput(atOverload factor: Double) -> GoodputMetric {
        GoodputMetric(Metric(.goodput(atOverload: factor)))
    }
}

extension GoodputMetric {
    /// The share must stay below the bound.
    public static func < (metric: GoodputMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .ratio(bound))
    }

    /// The share must not exceed the bound.
    public static func <= (metric: GoodputMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atMost, .ratio(bound))
    }

    /// The share must exceed the bound.
    public static func > (metric: GoodputMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .greater, .ratio(bound))
    }

    /// The share must reach the bound.
    public static func >= (metric: GoodputMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .atLeast, .ratio(bound))
    }
}
