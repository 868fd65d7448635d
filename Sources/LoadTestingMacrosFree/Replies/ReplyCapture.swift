/// Fills a slot from a reply.
package struct ReplyCapture: Sendable {
    package var slot: SlotKey
    /// The slot's name, with a member's path where one is named: only a whole slot can be filled.
    package var name: String
    package var isWhole: Bool
    package var needs: ReplyNeeds
    /// The name of the value at its source, such as a header's or a path; `nil` where it has none
    /// there.
    package var source: String?
    /// The value for the slot: one of its type, or a captured one; the error that it throws is the
    /// reason of the failure.
    package var value: @Sendable (Reply) throws -> any Sendable
    /// The reason that the capture itself is wrong, such as an invalid path.
    package var invalid: String?

    package init<Value>(
        _ slot: Slot<Value>, needs: ReplyNeeds, invalid: String? = nil,
        value: @escaping @Sendable (Reply) throws -> any Sendable
    ) {
        self.slot = slot.slotKey
        self.name = slot.slotName
        self.isWhole = slot.slotPath.isEmpty
        self.needs = needs
        self.invalid = invalid
        self.value = value
    }
}

/// A part of a reply that needs no look-up: its status, body, or time.
public struct ReplyPart<Value: Sendable>: Sendable {
    package var needs: ReplyNeeds
    package var value: @Sendable (Reply) -> Value
    /// The value with the bytes to send back, where they may differ.
    package var captured: (@Sendable (Reply) -> CapturedValue?)?
}

extension ReplyPart<Int> {
    /// The status, such as 200.
    public static var status: ReplyPart { ReplyPart(needs: []) { $0.status } }
}

extension ReplyPart<String> {
    /// The whole body as text; one that is no UTF-8 is sent back with its original bytes.
    public static var body: ReplyPart {
        ReplyPart(needs: .body) {
            $0.text
        } captured: {
            $0.content.isUTF8
                ? nil : .text(String(decoding: $0.body, as: UTF8.self), bytes: $0.content)
        }
    }
}

extension ReplyPart<[UInt8]> {
    /// The bytes of the whole body.
    public static var bytes: ReplyPart { ReplyPart(needs: .body) { $0.body } }
}

extension ReplyPart<Duration> {
    /// From the start of the exchange to its last byte.
    public static var duration: ReplyPart { ReplyPart(needs: []) { $0.duration } }
}
