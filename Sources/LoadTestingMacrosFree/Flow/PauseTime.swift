/// The length of a ``Pause``, each time drawn from the plan's seed.
@nonexhaustive public enum PauseTime: Hashable, Sendable {
    /// Drawn evenly from a range; both ends are the same for a constant pause.
    case uniform(ClosedRange<Duration>)
    /// Drawn from a normal distribution, not less than zero.
    case gaussian(mean: Duration, deviation: Duration)
    /// Drawn from an exponential distribution: gaps between independent events.
    case exponential(mean: Duration)
}
