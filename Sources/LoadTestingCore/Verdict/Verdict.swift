/// The conclusion about a run, or about one budget.
///
/// Complete: a `switch` over it needs no default.
public enum Verdict: String, Codable, Sendable {
    /// The expectation holds.
    case passed
    /// The expectation does not hold.
    case failed
    /// There is too little data to say.
    case inconclusive
    /// The load generator itself failed or disturbed the figure: nothing can be said.
    case invalid
}
