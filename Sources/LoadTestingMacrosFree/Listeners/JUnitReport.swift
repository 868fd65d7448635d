/// A report for CI: JUnit XML with a test case for each budget.
///
/// A missed budget is a `failure`, one that is inconclusive or invalid an `error`, one that was not
/// judged `skipped`; each names the line of its `expect`.
public struct JUnitReport: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<JUnitReport, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<JUnitReport, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.junit, path)) }
}
