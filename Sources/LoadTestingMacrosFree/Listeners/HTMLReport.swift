/// A report for people: one HTML file without anything from the network.
///
/// Verdict and budgets first, then charts over time, tables by label, errors, the server and the
/// generator on the same axis, and the environment of the run.
public struct HTMLReport: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<HTMLReport, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<HTMLReport, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.html, path)) }
}
