/// The exchange that a reply ended, as far as reading it may change what is counted.
package protocol ReplyContext: Sendable {
    /// What a slot of the user holds.
    func value(of slot: SlotKey) -> (any Sendable)?

    /// A status check decides in place of the rule about statuses.
    func statusWasChecked()

    /// The sample has failed after all.
    ///
    /// - Parameters:
    ///   - failure: what it is counted as.
    ///   - error: whose text the report shows beside it.
    ///   - body: in which it was found.
    func fail(as failure: ReplyFailure, error: any Error, body: [UInt8])

    /// The body was looked at, but can't be read: the sample has failed, as `decode` unless
    /// `takeMisreading` gives it another name.
    func misread(_ problem: String)

    /// Why the body that was looked at can't be read, once.
    func takeMisreading() -> String?

    /// Bytes that are no UTF-8 were replaced for a text, which is not to be sent back.
    func repairedText()

    /// What a person is told of an error that a body gave rise to.
    func text(of error: any Error, body: [UInt8]) -> String
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
