/// The parts of a reply that its checks and captures need kept.
package struct ReplyNeeds: OptionSet, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Status line and header lines.
    package static let head = ReplyNeeds(rawValue: 1)
    package static let body = ReplyNeeds(rawValue: 2)
}
