/// The exchange that a reply ended, as far as reading it may change what is counted.
package protocol ReplyContext: Sendable {
    /// The value of a slot of the user.
    func value(of slot: SlotKey) -> (any Sendable)?

    /// A status check decides in place of the rule about statuses.
    func statusWasChecked()

    /// A number of checks of the reply held.
    func checksPassed(_ count: Int)

    /// The sample has failed after all.
    ///
    /// - Parameters:
    ///   - failure: the failure to count.
    ///   - error: the error whose text the report shows beside it.
    ///   - body: the body in which it was found.
    func fail(as failure: ReplyFailure, error: any Error, body: [UInt8])

    /// The body was read, but can't be decoded: the sample has failed, as `decode` unless
    /// `takeMisreading` gives it another name.
    func misread(_ problem: String)

    /// Takes the reason that the body that was read can't be decoded; `nil` the second time.
    func takeMisreading() -> String?

    /// Bytes that are no UTF-8 were replaced for a text, which is not to be sent back.
    func repairedText()

    /// The text for a reader of an error that a body gave rise to.
    func text(of error: any Error, body: [UInt8]) -> String
}

/// The failure of a reply, as its sample is counted.
package enum ReplyFailure: Hashable, Sendable {
    /// A check of this name does not hold.
    case check(String)
    /// A slot of this name could not be filled.
    case capture(String)
    /// The body is not what it was decoded as.
    case decode
}
