/// The rate of a counter of the plan's own.
public struct CounterRateMetric: CustomMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<CounterRateMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<CounterRateMetric, Metric>) { self.sealed = sealed }
}

extension CounterRateMetric {
    /// The count of `user.count(name)` per second of the load's time; that of the drain is in no
    /// rate.
    ///
    /// - Parameter name: the counter's name.
    public static func counterRate(_ name: String) -> CounterRateMetric {
        CounterRateMetric(Metric(.counterRate(name)))
    }
}

extension CounterRateMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: CounterRateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .rate(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: CounterRateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atMost, .rate(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: CounterRateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .greater, .rate(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: CounterRateMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .atLeast, .rate(bound))
    }
}
