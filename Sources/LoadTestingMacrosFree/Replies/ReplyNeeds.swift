/// What of a reply has to be kept for its checks and captures.
package struct ReplyNeeds: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Status line and header lines.
    package static let head = ReplyNeeds(rawValue: 1)
    package static let body = ReplyNeeds(rawValue: 2)
}
