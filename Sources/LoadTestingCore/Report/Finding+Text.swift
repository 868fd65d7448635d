import LoadTestingMacrosFree

extension Finding {
    /// Comparison and bound, with the bound's measured value where it has one: `< 50 ms`,
    /// `< p99(of: "old") × 1.1 = 55 ms`; empty without a budget.
    public var limit: String { budget?.limit(as: bound) ?? "" }

    /// The details behind it in a report: numbers, causes, gaps.
    public var detail: String { text.detail }

    /// The whole sentence of a test failure.
    public var message: String { text.message }

    private var text: FindingText {
        if let budget {
            var text = BudgetWords(finding: self, budget: budget).text
            if let overload {
                text.detail += "; \(overload.text)"
                text.message += "; \(overload.text)"
            }
            return text
        }
        guard case .run(let problem) = basis else { return FindingText(detail: "", message: "") }
        let message = (run.map { "run \($0): " } ?? "") + problem.text
        return FindingText(detail: message, message: message)
    }
}

extension Finding: CustomStringConvertible {
    /// The verdict and the sentence.
    public var description: String { "\(verdict.rawValue): \(message)" }
}

extension Budget {
    /// Comparison and bound, with the value that a multiple of another metric had in the run, or
    /// that an earlier run sets.
    func limit(as bound: MetricValue?) -> String {
        if case .value = self.bound { return limit }
        guard let bound else { return limit }
        return "\(limit) = \(bound)"
    }
}
