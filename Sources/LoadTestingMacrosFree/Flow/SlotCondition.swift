/// A condition on a slot's value.
package struct SlotCondition: Sendable {
    package var slot: SlotText
    /// `nil` when the value is not of the slot's type.
    package var holds: @Sendable (any Sendable) -> Bool?

    init<Value>(_ slot: Slot<Value>, _ condition: @escaping @Sendable (Value) -> Bool) {
        let projection = slot.slotProjection
        self.slot = slot.slotRead
        holds = { projection($0).map(condition) }
    }
}
