/// A metric, a comparison and a bound, such as `p99 < .milliseconds(50)`; a value, not a `Bool`.
///
/// By itself it does nothing: `expect(…)` puts it into a plan, `result.judge(…)` judges it.
public struct Budget: Hashable, Codable, Sendable {
    /// How the measured value must relate to the bound.
    public enum Comparison: String, Codable, Sendable {
        case less = "<"
        case atMost = "<="
        case greater = ">"
        case atLeast = ">="
    }

    /// What is measured.
    public var metric: Metric
    /// How the measured value must relate to the bound.
    public var comparison: Comparison
    /// The bound.
    public var bound: MetricValue
    /// Where it was expected; `nil` for a budget outside `expect`.
    public var location: CodeLocation?

    package init(_ metric: Metric, _ comparison: Comparison, _ bound: MetricValue) {
        self.metric = metric
        self.comparison = comparison
        self.bound = bound
    }
}

extension Budget: CustomStringConvertible {
    /// The budget as it is written, such as `p99 < 50 ms`.
    public var description: String { "\(metric) \(comparison.rawValue) \(bound)" }
}
