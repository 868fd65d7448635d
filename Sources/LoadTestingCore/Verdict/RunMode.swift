/// How a plan is run.
@nonexhaustive public enum RunMode: String, Codable, Sendable {
    /// As it is written.
    case load
    /// Functional mode: one user and one iteration of each group, without pauses, every request and
    /// reply printed, secrets taken out. Budgets are not judged; a sample that fails is a failure.
    case dryRun
}
