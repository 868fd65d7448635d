/// A summary in Markdown for the job's page of a CI service: the verdict, budgets and labels.
public struct MarkdownSummary: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<MarkdownSummary, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<MarkdownSummary, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameter path: the place of the file, absolute or from the working directory; not empty.
    public init(_ path: String) { self.init(ListenerOutput(.markdown, path)) }
}
