/// A user's reaction to a failed sample of its own: JMeter's `on_sample_error`.
@nonexhaustive public enum ErrorAction: Hashable, Sendable {
    /// The next step. The default.
    case `continue`
    /// The next iteration.
    case nextIteration
    /// Nothing more: the user ends.
    case stopUser
    /// The load of the whole test ends, and the test fails.
    case stopTest
}
