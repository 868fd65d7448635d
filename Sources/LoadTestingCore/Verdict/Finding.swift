public import LoadTestingMacrosFree

/// The statement of a run about one budget, or about itself, as values; ``message`` words it.
public struct Finding: Hashable, Codable, Sendable {
    /// The budget; `nil` for a finding on the run, such as that it was aborted.
    public package(set) var budget: Budget?
    /// The bound in this run, also where it is a multiple of another metric; `nil` where it has no
    /// value.
    public package(set) var bound: MetricValue?
    /// Whether it holds.
    public package(set) var verdict: Verdict
    /// The measured value; `nil` when there is none.
    public package(set) var measured: MetricValue?
    /// The interval in which the true value of a percentile lies; `nil` where the run is too short.
    public package(set) var interval: ConfidenceInterval?
    /// The line of source code to which it belongs; `nil` where there is none.
    public package(set) var location: CodeLocation?

    /// The basis of the verdict.
    package var basis: Basis
    /// The requests behind the measured value; `nil` where there is no single part of one run.
    package var evidence: Evidence?
    /// The reason that there is no interval.
    package var missingInterval: MissingInterval?
    /// The load that the server did not take, where the budget is about such a load.
    package var overload: Overload?
    /// The number of the run that it is about, of several, from 1.
    package var run: Int?
    /// Whether a run records it as an issue of the test when it is no pass.
    package var isIssue = true

    /// A finding about a budget.
    package init(
        _ budget: Budget, bound: MetricValue?, _ verdict: Verdict, measured: MetricValue?,
        by basis: Basis, evidence: Evidence? = nil
    ) {
        self.budget = budget
        self.bound = bound
        self.verdict = verdict
        self.measured = measured
        self.basis = basis
        self.evidence = evidence
        location = budget.location
    }

    /// A finding about the run itself.
    package init(run verdict: Verdict, _ problem: RunProblem, at location: CodeLocation? = nil) {
        self.verdict = verdict
        basis = .run(problem)
        self.location = location
    }

    /// The number of requests behind the value, failed ones too; `nil` where there is no single
    /// part of one run.
    public var requests: Int? { evidence.map { Int($0.requests) } }

    /// The number of these requests that failed; of a phase such as `p99.connect` none is counted.
    public var failed: Int? { evidence.map { Int($0.failed) } }
}
