/// A request of a scenario had no reply, or could not be sent.
///
/// It is counted as failed already.
public struct RequestError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The cause of the failure.
    public let cause: FailureCause
    /// The details known beside it.
    public let reason: String

    /// The text for messages and reports.
    public var description: String { reason.isEmpty ? "\(cause)" : "\(cause): \(reason)" }
}
