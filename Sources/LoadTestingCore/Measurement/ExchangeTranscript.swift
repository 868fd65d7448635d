/// What went over the wire in one exchange, for functional mode.
package struct ExchangeTranscript: Sendable {
    package var label: String
    /// `nil` for a success.
    package var cause: FailureCause?
    package var requestHead: [UInt8]
    package var requestBody: [UInt8]
    package var replyHead: [UInt8]
    package var replyBody: [UInt8]
    /// Why it failed, when it did.
    package var reason = ""
    /// What its captures put into slots.
    package var filled: [(slot: String, value: String)] = []
    /// What was left off.
    package var notes: [String] = []
    /// What is secret in it by its value.
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
