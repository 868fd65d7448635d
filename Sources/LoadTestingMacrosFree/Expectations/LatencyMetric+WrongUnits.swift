// Comparisons in a wrong unit: so that the compiler can name the remedy.

extension LatencyMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func < (metric: LatencyMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func <= (metric: LatencyMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func > (metric: LatencyMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func >= (metric: LatencyMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func < (metric: LatencyMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func <= (metric: LatencyMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func > (metric: LatencyMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func >= (metric: LatencyMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func < (metric: LatencyMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func <= (metric: LatencyMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func > (metric: LatencyMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "a latency is compared with a Duration: p99 < .milliseconds(50)"
    )
    public static func >= (metric: LatencyMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
