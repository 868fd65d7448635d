/// A check of a scenario's reply does not hold: the sample is counted as failed.
///
/// Left uncaught it ends the iteration, which is right when the next step needs the reply.
public struct CheckFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the check, such as `status 200`.
    public var check: String
    /// The reason, such as the value found instead.
    public var reason: String

    /// Describes a check that does not hold.
    package init(check: String, reason: String) {
        self.check = check
        self.reason = reason
    }

    /// The text for messages and reports.
    public var description: String { "\(check): \(reason)" }
}
