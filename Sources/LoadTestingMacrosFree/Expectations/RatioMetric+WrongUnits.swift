// Comparisons in a wrong unit: so that the compiler can name the remedy.

extension RatioMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a share is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
