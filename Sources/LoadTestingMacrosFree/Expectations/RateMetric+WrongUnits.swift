// Comparisons in a wrong unit: so that the compiler can name the remedy.

extension RateMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func < (metric: RateMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func <= (metric: RateMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func > (metric: RateMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func >= (metric: RateMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func < (metric: RateMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func <= (metric: RateMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func > (metric: RateMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func >= (metric: RateMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func < (metric: RateMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func <= (metric: RateMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func > (metric: RateMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a rate is compared with a Rate: throughput > .perSecond(5_000)"
    )
    public static func >= (metric: RateMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
