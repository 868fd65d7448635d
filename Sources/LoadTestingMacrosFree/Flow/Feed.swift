/// Puts the next row of a feeder into a slot.
///
/// ```swift
/// Feed(accounts, into: account)
/// Feed(.uuid, into: requestID)
/// ```
public struct Feed: Step {
    package var feeder: FeederContent
    package var slot: SlotKey
    package var slotName: String
    package var isWhole: Bool

    /// Describes the source of a slot's value.
    public init<Value>(_ feeder: Feeder<Value>, into slot: Slot<Value>) {
        self.feeder = feeder.content
        self.slot = slot.slotKey
        slotName = slot.slotName
        isWhole = slot.slotPath.isEmpty
    }

    /// The element as steps.
    public var steps: Steps { Steps([.feed(self)]) }
}
