/// A fixed cycle: the i-th pass of a user through it is due i cycles after its first one.
///
/// As a rule the first step of a group's body. The next step is due by the clock, so a pass that
/// takes too long makes the next response times longer: late passes are caught up back to back,
/// none is skipped, and the report counts them as overruns.
///
/// ```swift
/// ThreadGroup(users: 50, duration: .seconds(60)) {
///     Pace(every: .seconds(2))
///     HTTPGet("/status")
/// }
/// ```
public struct Pace: Step {
    package var cycle: Duration

    /// Describes a cycle.
    ///
    /// - Parameter cycle: the time from one pass to the next, more than zero.
    public init(every cycle: Duration) { self.cycle = cycle }

    /// The element as steps.
    public var steps: Steps { Steps([.pace(self)]) }
}
