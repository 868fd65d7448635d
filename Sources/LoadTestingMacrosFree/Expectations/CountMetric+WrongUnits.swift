// Comparisons in a wrong unit: so that the compiler can name the remedy.

extension CountMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a number is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
