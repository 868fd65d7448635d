/// A user's think time between two steps; JMeter's constant and uniform random timers.
public struct Pause: Step {
    package var range: ClosedRange<Duration>

    /// Waits for a fixed time, zero or more.
    public init(_ duration: Duration) { range = duration...duration }

    /// Waits for a time drawn evenly from a range, from the plan's seed.
    public init(_ range: ClosedRange<Duration>) { self.range = range }

    /// The element as steps.
    public var steps: Steps { Steps([.pause(range)]) }
}
