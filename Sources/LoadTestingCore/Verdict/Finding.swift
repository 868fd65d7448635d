/// What a run says about one budget, or about itself.
public struct Finding: Hashable, Codable, Sendable {
    /// The budget; `nil` for what concerns the run, such as that it was broken off.
    public var budget: Budget?
    /// Comparison and bound, with what the bound was where it was measured, too: `< 50 ms`,
    /// `< p99(of: "old") × 1.1 = 55 ms`; empty without a budget.
    public var limit: String
    /// Whether it holds.
    public var verdict: Verdict
    /// The measured value; `nil` when there is none.
    public var measured: MetricValue?
    /// What stands behind it in a report: numbers, causes, what is missing.
    public var detail: String
    /// The whole sentence, as a test failure says it.
    public var message: String

    /// The line of source code to which it belongs; `nil` where there is none.
    public var location: CodeLocation?
    /// Whether a run records it as an issue of the test when it is no pass.
    package var isIssue = true

    package init(
        budget: Budget?, limit: String = "", verdict: Verdict, measured: MetricValue?,
        detail: String, message: String
    ) {
        self.budget = budget
        self.limit = limit
        self.location = budget?.location
        self.verdict = verdict
        self.measured = measured
        self.detail = detail
        self.message = message
    }

    /// A finding about the run itself.
    package init(run verdict: Verdict, _ message: String, at location: CodeLocation? = nil) {
        self.init(
            budget: nil, verdict: verdict, measured: nil, detail: message, message: message)
        self.location = location
    }

    /// A budget of which nothing can be said, for a reason.
    init(_ budget: Budget, inconclusive reason: String, limit: String, detail: String? = nil) {
        self.init(
            budget: budget, limit: limit, verdict: .inconclusive, measured: nil,
            detail: detail ?? "inconclusive: \(reason)",
            message: "\(budget.metric) has no value: \(reason) (budget \(limit))")
    }
}

extension Finding: CustomStringConvertible {
    /// The verdict and the sentence.
    public var description: String { "\(verdict.rawValue): \(message)" }
}
