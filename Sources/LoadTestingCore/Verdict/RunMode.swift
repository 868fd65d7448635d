/// The mode in which a plan is run.
@nonexhaustive public enum RunMode: String, Codable, Sendable {
    /// The plan as written.
    case load
    /// Functional mode: one user and one iteration of each group, without pauses, every request and
    /// reply printed, secrets removed. Budgets are not judged; a sample that fails is a failure.
    case dryRun
}
