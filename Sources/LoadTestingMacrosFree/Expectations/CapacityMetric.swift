/// The answer of a search: requests a second that the target can take.
///
/// It needs a group that searches: `ArrivalGroup(.search(upTo: .perSecond(20_000)))` or
/// `ThreadGroup(.search(upTo: 500))`.
public struct CapacityMetric: BudgetMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<CapacityMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<CapacityMetric, Metric>) { self.sealed = sealed }
}

extension CapacityMetric {
    /// The highest rate of arrivals at which the plan's other budgets hold; of a search for users
    /// the requests a second that succeeded at their highest number.
    ///
    /// A bound between the highest rate that held and the lowest that missed is inconclusive.
    public static let capacity = CapacityMetric(Metric(.capacity))
}

extension CapacityMetric {
    /// The capacity must stay below the bound.
    public static func < (metric: CapacityMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .rate(bound))
    }

    /// The capacity must not exceed the bound.
    public static func <= (metric: CapacityMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atMost, .rate(bound))
    }

    /// The capacity must exceed the bound.
    public static func > (metric: CapacityMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .greater, .rate(bound))
    }

    /// The capacity must reach the bound.
    public static func >= (metric: CapacityMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atLeast, .rate(bound))
    }
}
