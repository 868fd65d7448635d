/// The order in which a feeder provides its rows, to all users together.
@nonexhaustive public enum FeederOrder: Hashable, Sendable {
    /// From first to last, then again. The default.
    case circular
    /// From first to last, none twice. A user that finds none left ends.
    case queue
    /// As `queue`, but a user that finds none left ends the test, which fails.
    case queueOrFail
    /// Each row once in an order drawn from the plan's seed, then all again in another.
    case shuffled
    /// Any row each time, drawn from the plan's seed.
    case random
}
