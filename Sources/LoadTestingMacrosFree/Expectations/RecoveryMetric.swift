/// The time after an overload until the plan's budgets hold again.
///
/// It needs a group that searches, see ``CapacityMetric``.
public struct RecoveryMetric: BudgetMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<RecoveryMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<RecoveryMetric, Metric>) { self.sealed = sealed }
}

extension RecoveryMetric {
    /// The time from the end of an overload, at twice the capacity, until the plan's other budgets
    /// hold again at half of it, and go on to hold; in whole seconds, rounded up.
    public static let recovery = RecoveryMetric(Metric(.recovery))
}

// A `Duration` means a latency where nothing else says what is compared with it, see
// `ServerTimeMetric`.
extension RecoveryMetric {
    /// The time must stay below the bound.
    @_disfavoredOverload
    public static func < (metric: RecoveryMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .duration(bound))
    }

    /// The time must not exceed the bound.
    @_disfavoredOverload
    public static func <= (metric: RecoveryMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atMost, .duration(bound))
    }

    /// The time must exceed the bound.
    @_disfavoredOverload
    public static func > (metric: RecoveryMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .greater, .duration(bound))
    }

    /// The time must reach the bound.
    @_disfavoredOverload
    public static func >= (metric: RecoveryMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .atLeast, .duration(bound))
    }
}
