/// A user's think time between two steps: JMeter's constant, uniform, Gaussian and Poisson timers.
///
/// All are drawn from the plan's seed. `LOADTESTING_PAUSES=0` takes them all out for debugging, and
/// ``LoadTest/pauseScale`` changes them in code.
public struct Pause: Step {
    package var time: PauseTime

    /// Waits for a fixed time, zero or more.
    public init(_ duration: Duration) { self.init(.uniform(duration...duration)) }

    /// Waits for a time drawn evenly from a range.
    public init(_ range: ClosedRange<Duration>) { self.init(.uniform(range)) }

    /// Waits for a time drawn from a distribution: `Pause(.exponential(mean: .seconds(1)))`.
    public init(_ time: PauseTime) { self.time = time }

    /// Waits for a time drawn from a normal distribution, not less than zero.
    public static func gaussian(mean: Duration, deviation: Duration) -> Pause {
        Pause(.gaussian(mean: mean, deviation: deviation))
    }

    /// Waits for a time drawn from an exponential distribution: gaps between independent events.
    public static func exponential(mean: Duration) -> Pause { Pause(.exponential(mean: mean)) }

    /// The element as steps.
    public var steps: Steps { Steps([.pause(time)]) }
}
