/// A summary for machines: the verdict, the budgets, and the figures of each label, as JSON.
///
/// `schemaVersion` is 1; a change that a reader would notice raises it. The schema is
/// `Documentation/summary.schema.json` of this repository. Durations are seconds, shares are
/// fractions of 1, rates are per second.
public struct JSONSummary: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<JSONSummary, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<JSONSummary, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.json, path)) }
}
