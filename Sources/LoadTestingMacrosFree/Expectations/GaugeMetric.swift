/// A gauge of the plan's own, such as the length of a queue.
public struct GaugeMetric: CustomMetric {
    /// The metric, as one of this unit.
    public let sealed: Sealed<GaugeMetric, Metric>

    /// A metric of this unit.
    public init(sealed: Sealed<GaugeMetric, Metric>) { self.sealed = sealed }
}

extension GaugeMetric {
    /// The last value that `user.gauge(name, value)` set; `.min`, `.max` and `.mean` are of all.
    ///
    /// Without a value where none was set.
    ///
    /// - Parameter name: the gauge's name.
    public static func gauge(_ name: String) -> GaugeMetric {
        GaugeMetric(Metric(.gauge(name, .last)))
    }

    /// The lowest value that was set.
    public var min: GaugeMetric { with(.min) }

    /// The highest value that was set.
    public var max: GaugeMetric { with(.max) }

    /// The mean of the values that were set, each with the same weight.
    public var mean: GaugeMetric { with(.mean) }

    private func with(_ statistic: GaugeStatistic) -> GaugeMetric {
        var copy = metric
        copy.statistic = .gauge(customName, statistic)
        return GaugeMetric(copy)
    }
}

extension GaugeMetric {
    /// The measured value must stay below the bound.
    public static func < (metric: GaugeMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .number(bound))
    }

    /// The measured value must not exceed the bound.
    public static func <= (metric: GaugeMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atMost, .number(bound))
    }

    /// The measured value must exceed the bound.
    public static func > (metric: GaugeMetric, bound: Double) -> Budget {
        Budget(metric.metric, .greater, .number(bound))
    }

    /// The measured value must reach the bound.
    public static func >= (metric: GaugeMetric, bound: Double) -> Budget {
        Budget(metric.metric, .atLeast, .number(bound))
    }
}
