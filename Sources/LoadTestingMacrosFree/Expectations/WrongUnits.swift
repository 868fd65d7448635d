// Comparisons in the wrong unit: they exist so that the compiler can say what to write instead.

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

extension RatioMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func < (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func <= (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func > (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable, message: "an error rate is compared with a Ratio: errorRate < .percent(0.1)"
    )
    public static func >= (metric: RatioMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}

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

extension CountMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func < (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func <= (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func > (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a number of requests is compared with an Int: requestCount >= 1_000"
    )
    public static func >= (metric: CountMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
