/// The bytes on the wire in one exchange, for functional mode.
package struct ExchangeTranscript: Sendable {
    package var label: String
    /// `nil` for a success.
    package var cause: FailureCause?
    package var requestHead: [UInt8]
    package var requestBody: [UInt8]
    package var replyHead: [UInt8]
    package var replyBody: [UInt8]
    /// The reason that it failed, when it did.
    package var reason = ""
    /// The values that its captures put into slots.
    package var filled: [(slot: String, value: String)] = []
    /// The notes on parts left off.
    package var notes: [String] = []
    /// The secrets in it, by value.
    package var secrets: [SecretValue] = []

    package init(
        label: String, cause: FailureCause?, requestHead: [UInt8], requestBody: [UInt8],
        replyHead: [UInt8], replyBody: [UInt8]
    ) {
        self.label = label
        self.cause = cause
        self.requestHead = requestHead
        self.requestBody = requestBody
        self.replyHead = replyHead
        self.replyBody = replyBody
    }
}
