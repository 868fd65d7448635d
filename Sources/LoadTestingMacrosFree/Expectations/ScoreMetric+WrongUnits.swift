// Comparisons in a wrong unit: so that the compiler can name the remedy.

extension ScoreMetric {
    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func < (metric: ScoreMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func <= (metric: ScoreMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func > (metric: ScoreMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func >= (metric: ScoreMetric, bound: Duration) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func < (metric: ScoreMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func <= (metric: ScoreMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func > (metric: ScoreMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func >= (metric: ScoreMetric, bound: Ratio) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func < (metric: ScoreMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func <= (metric: ScoreMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func > (metric: ScoreMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is wrong.
    @available(
        *, unavailable,
        message: "a score is compared with a number: apdex(target: .milliseconds(500)) > 0.9"
    )
    public static func >= (metric: ScoreMetric, bound: Rate) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
