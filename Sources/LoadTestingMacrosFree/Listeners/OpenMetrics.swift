/// The figures of the whole run as OpenMetrics text, as GitLab's metrics report reads it.
public struct OpenMetrics: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<OpenMetrics, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<OpenMetrics, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.openMetrics, path)) }
}
