/// What a run says about one budget, or about itself.
public struct Finding: Hashable, Codable, Sendable {
    /// The budget; `nil` for what concerns the run, such as that it was broken off.
    public var budget: Budget?
    /// Whether it holds.
    public var verdict: Verdict
    /// The measured value; `nil` when there is none.
    public var measured: MetricValue?
    /// What stands behind it in a report: numbers, causes, what is missing.
    public var detail: String
    /// The whole sentence, as a test failure says it.
    public var message: String

    package init(
        budget: Budget?, verdict: Verdict, measured: MetricValue?, detail: String, message: String
    ) {
        self.budget = budget
        self.verdict = verdict
        self.measured = measured
        self.detail = detail
        self.message = message
    }

    /// A finding about the run itself.
    package init(run verdict: Verdict, _ message: String) {
        self.init(
            budget: nil, verdict: verdict, measured: nil, detail: message, message: message)
    }
}

extension Finding: CustomStringConvertible {
    /// The verdict and the sentence.
    public var description: String { "\(verdict.rawValue): \(message)" }
}
