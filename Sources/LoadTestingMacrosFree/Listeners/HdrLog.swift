/// A log of histograms, one for each label and second: HdrHistogram's `.hlog`, version 1.3.
///
/// Values are response times of requests that succeeded, in microseconds to three digits; those of
/// failed requests are in a tag of their own, `LABEL (failed)`. Written while the load runs: a run
/// that is killed leaves the seconds before in `PATH.partial`.
public struct HdrLog: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<HdrLog, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<HdrLog, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.hdrLog, path)) }
}
