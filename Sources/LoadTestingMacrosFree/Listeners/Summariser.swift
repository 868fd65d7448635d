/// JMeter's summary lines on standard error, for scripts and plug-ins that read them.
///
/// ```
/// summary =  59913 in 00:01:00 =  998.5/s Avg:    12 Min:     1 Max:   209 Err:     3 (0.01%)
/// ```
/// A line with `+` has the interval, one with `=` all so far, the last one the whole load. Times
/// are response times in milliseconds, of all requests, failed ones too; transactions are left out.
/// Intervals are counted from the start of the load, where JMeter takes the clock's.
public struct Summariser: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<Summariser, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<Summariser, ListenerOutput>) { self.sealed = sealed }

    /// Describes the lines.
    ///
    /// - Parameter interval: the time between two: 1 s to 1 h, whole seconds. Default: 30 s, as
    ///   JMeter.
    public init(every interval: Duration = .seconds(30)) {
        self.init(ListenerOutput(.summariser(every: interval)))
    }
}
