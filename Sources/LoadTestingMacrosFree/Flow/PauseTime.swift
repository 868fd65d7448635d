/// How long a pause is, in nanoseconds.
package enum PauseTime: Hashable, Sendable {
    /// Drawn evenly; both ends are the same for a constant pause.
    case uniform(ClosedRange<Duration>)
    case gaussian(mean: Duration, deviation: Duration)
    case exponential(mean: Duration)
}
