/// The exchange that a scenario's reply ended, as far as the reply may change what is counted.
package protocol ReplyContext: Sendable {
    /// What a slot of the user holds.
    func value(of slot: SlotKey) -> (any Sendable)?

    /// A status check decides in place of the rule that 400 and above is an error.
    func statusWasChecked()

    /// The sample has failed after all.
    ///
    /// - Parameters:
    ///   - failure: what it is counted as.
    ///   - reason: what the report shows beside it.
    func fail(as failure: ReplyFailure, reason: String)
}

/// How a reply disappoints: what its sample is counted as.
package enum ReplyFailure: Hashable, Sendable {
    /// A check of this name does not hold.
    case check(String)
    /// A slot of this name could not be filled.
    case capture(String)
    /// The body is not what it was decoded as.
    case decode
}
