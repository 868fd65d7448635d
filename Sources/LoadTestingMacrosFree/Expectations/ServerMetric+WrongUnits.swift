// Comparisons in a wrong unit: so that the compiler can name the remedy. Metrics that are plain
// numbers have their own, which take precedence.

extension ServerMetric {
    /// Not a comparison: the unit is missing.
    @available(
        *, unavailable,
        message:
            "the bound needs its unit: serverCPU < .percent(70), serverMemory < .mebibytes(500)"
    )
    public static func < (metric: Self, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is missing.
    @available(
        *, unavailable,
        message:
            "the bound needs its unit: serverCPU < .percent(70), serverMemory < .mebibytes(500)"
    )
    public static func <= (metric: Self, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is missing.
    @available(
        *, unavailable,
        message:
            "the bound needs its unit: serverCPU < .percent(70), serverMemory < .mebibytes(500)"
    )
    public static func > (metric: Self, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }

    /// Not a comparison: the unit is missing.
    @available(
        *, unavailable,
        message:
            "the bound needs its unit: serverCPU < .percent(70), serverMemory < .mebibytes(500)"
    )
    public static func >= (metric: Self, bound: Double) -> Budget {
        Budget(metric.metric, .less, .count(0))
    }
}
