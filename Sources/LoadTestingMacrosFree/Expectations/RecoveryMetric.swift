/// The time until the plan's budgets hold again: after an event, or after an overload.
///
/// ```swift
/// At(.seconds(10), named: "kill") { Kill(server.worker(1)) }
/// expect(p95 < .milliseconds(200), errorRate < .percent(1))
/// expect(recovery(after: "kill") < .seconds(3))
/// ```
/// Without an event it needs a group that searches, see ``CapacityMetric``.
public struct RecoveryMetric: BudgetMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<RecoveryMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<RecoveryMetric, Metric>) { self.sealed = sealed }
}

extension RecoveryMetric {
    /// The time from the end of an overload, at twice the capacity, until the plan's other budgets
    /// hold again at half of it, and go on to hold; in whole seconds, rounded up.
    public static let recovery = RecoveryMetric(Metric(.recovery(after: nil)))

    /// The time from an event until the plan's other budgets hold again, and go on to hold until
    /// the next event or the end of the load; in whole seconds, rounded up.
    ///
    /// What is undone before the end of the load is recovered from when it is undone. The budgets
    /// are those on requests of the whole run. Where they did not hold before the event either, or
    /// did not hold again while that was watched and the bound allows for longer, the budget on it
    /// is inconclusive.
    ///
    /// - Parameter event: the name of the event, see ``At``.
    public func callAsFunction(after event: String) -> RecoveryMetric {
        RecoveryMetric(Metric(.recovery(after: event)))
    }
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
