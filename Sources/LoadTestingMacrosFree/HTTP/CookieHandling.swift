/// The handling of cookies that a server sets.
@nonexhaustive public enum CookieHandling: Hashable, Sendable {
    /// Each user keeps its own as long as it lives.
    case kept
    /// Each user keeps its own, and begins each iteration without any: a new visitor.
    case clearedEachIteration
    /// Cookies are ignored.
    case ignored
}
