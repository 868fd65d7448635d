/// In which order a feeder hands out its rows, to all users together.
@nonexhaustive public enum FeederOrder: Hashable, Sendable {
    /// From first to last, then again. The default.
    case circular
    /// From first to last, none twice. A user that comes when there is none left ends.
    case queue
    /// As `queue`, but a user that comes when there is none left ends the test, which fails.
    case queueOrFail
    /// Each row once in an order drawn from the plan's seed, then all again in another.
    case shuffled
    /// Any row each time, drawn from the plan's seed.
    case random
}
