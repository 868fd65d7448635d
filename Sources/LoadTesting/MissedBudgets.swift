public import LoadTestingCore

/// Budgets missed outside a test framework, with all measurements.
public struct MissedBudgets: Error, Sendable {
    /// The run.
    public let result: LoadTestResult

    package init(result: LoadTestResult) { self.result = result }

    /// The findings that did not pass, in the order of the plan.
    public var findings: [Finding] { result.findings.filter { $0.verdict != .passed } }
}

extension MissedBudgets: CustomStringConvertible {
    /// A line for each miss.
    public var description: String {
        "load test \"\(result.name)\" missed:\n"
            + findings.map { "  - \($0.message)" }.joined(separator: "\n")
    }
}
