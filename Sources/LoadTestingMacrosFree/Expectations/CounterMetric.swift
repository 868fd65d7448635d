/// The sum of a counter of the plan's own.
public struct CounterMetric: CustomMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<CounterMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<CounterMetric, Metric>) { self.sealed = sealed }
}

extension CounterMetric {
    /// The sum of what `user.count(name)` counted.
    ///
    /// Without a value where nothing was counted by this name in the whole run.
    ///
    /// - Parameter name: the counter's name.
    public static func counter(_ name: String) -> CounterMetric {
        CounterMetric(Metric(.counter(name)))
    }
}

extension CounterMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: CounterMetric, bound: Int) -> Budget {
        Budget(metric.metric, .less, .count(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: CounterMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atMost, .count(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: CounterMetric, bound: Int) -> Budget {
        Budget(metric.metric, .greater, .count(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: CounterMetric, bound: Int) -> Budget {
        Budget(metric.metric, .atLeast, .count(bound))
    }
}
