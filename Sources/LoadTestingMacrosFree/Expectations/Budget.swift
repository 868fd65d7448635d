// swift-format-ignore-file: NoLeadingUnderscores
// Swift calls values without a label `_0`: as they are stored they have names.

/// A metric, a comparison and a bound, such as `p99 < .milliseconds(50)`; a value, not a `Bool`.
///
/// It has no effect until `expect(…)` puts it into a plan or `result.judge(…)` judges it.
public struct Budget: Hashable, Codable, Sendable {
    /// The required relation of the measured value to the bound.
    ///
    /// Complete: a `switch` over it needs no default.
    public enum Comparison: String, Codable, Sendable {
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }

    /// The bound of a measured value.
    @nonexhaustive public enum Bound: Hashable, Codable, Sendable {
        /// A stated value.
        case value(MetricValue)
        /// The value of another metric in the same run, times a factor.
        case multiple(of: Metric, by: Double)
        /// The value of an earlier run of the same test, with a share of it added.
        case baseline(margin: Ratio)

        private enum ValueCodingKeys: String, CodingKey { case _0 = "value" }
    }

    /// The metric to be measured.
    public package(set) var metric: Metric
    /// The required relation of the measured value to the bound.
    public package(set) var comparison: Comparison
    /// The bound.
    public package(set) var bound: Bound
    /// Whether the confidence interval decides, not the estimate alone.
    public package(set) var isConfident = false
    /// The source location of the expectation; `nil` for a budget outside `expect`.
    public package(set) var location: CodeLocation?

    package init(_ metric: Metric, _ comparison: Comparison, _ bound: Bound) {
        self.metric = metric
        self.comparison = comparison
        self.bound = bound
    }

    package init(_ metric: Metric, _ comparison: Comparison, _ bound: MetricValue) {
        self.init(metric, comparison, .value(bound))
    }

    /// Lets the one-sided 95 % interval decide: it passes only where the interval keeps the bound,
    /// fails only where it misses it, and is inconclusive between the two.
    ///
    /// For percentiles of the whole run or a part of it, against a duration; anything else is
    /// refused when the plan is checked. Takes at least ten slices of a second and of 10/(1 − p)
    /// requests: 10,000 requests for p99. Or run five times: `run(repeats: 5)`.
    public func confident() -> Budget {
        var copy = self
        copy.isConfident = true
        return copy
    }

    /// The percentile and the bound that an interval can decide on; `nil` for other budgets.
    package var confidentPercentile: (percent: Double, limit: Duration)? {
        guard case .percentile(let percent) = metric.statistic, metric.window == nil,
            case .value(.duration(let limit)) = bound
        else { return nil }
        return (percent, limit)
    }
}

extension Budget.Bound {
    /// Whether it is the value of an earlier run.
    package var isBaseline: Bool { if case .baseline = self { true } else { false } }
}

extension Budget: CustomStringConvertible {
    /// The budget as written in a plan, such as `p99 < 50 ms`.
    public var description: String {
        "\(metric) \(limit)" + (isConfident ? ", confident" : "")
    }

    /// Comparison and bound, such as `< 50 ms`.
    package var limit: String { "\(comparison.rawValue) \(bound)" }
}

extension Budget.Bound: CustomStringConvertible {
    /// The bound as written in a plan, such as `50 ms` or `p99(of: "old") × 1.1`.
    public var description: String {
        switch self {
        case .value(let value): value.written
        case .multiple(let metric, 1): metric.description
        case .multiple(let metric, let factor):
            "\(metric) × \(NumberText.exact(factor))"
        case .baseline(let margin) where margin.fraction == 0: "baseline"
        case .baseline(let margin):
            "baseline \(margin.fraction < 0 ? "−" : "+")"
                + " \(NumberText.exact(margin.fraction.magnitude, times: 100)) %"
        }
    }
}
