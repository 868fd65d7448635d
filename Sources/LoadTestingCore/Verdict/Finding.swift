public import LoadTestingMacrosFree

/// What a run says about one budget, or about itself, as values; ``message`` puts it into words.
public struct Finding: Hashable, Codable, Sendable {
    /// The budget; `nil` for what concerns the run, such as that it was broken off.
    public var budget: Budget?
    /// The bound as it was in this run, also where it is a multiple of another metric; `nil` where
    /// it has no value.
    public var bound: MetricValue?
    /// Whether it holds.
    public var verdict: Verdict
    /// The measured value; `nil` when there is none.
    public var measured: MetricValue?
    /// Where the true value of a percentile lies; `nil` where the run is too short to say.
    public var interval: ConfidenceInterval?
    /// The line of source code to which it belongs; `nil` where there is none.
    public var location: CodeLocation?

    /// What the verdict rests on.
    package var basis: Basis
    /// The requests behind the measured value; `nil` where there is no single part of one run.
    package var evidence: Evidence?
    /// Why there is no interval.
    package var missingInterval: MissingInterval?
    /// That the server did not take the load that the budget is about.
    package var overload: Overload?
    /// Of several runs the one that it is about, from 1.
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

    /// How many requests the value is of, failed ones too; `nil` for what is not of requests of
    /// one run.
    public var requests: Int? { evidence.map { Int($0.requests) } }

    /// How many of the requests failed; of a phase such as `p99.connect` none is counted.
    public var failed: Int? { evidence.map { Int($0.failed) } }
}
