/// JSON that is made of the values of slots for each request.
package struct SlotJSON: Sendable {
    package var slots: [SlotText]
    /// Returns the value to be encoded, from the slots' values in their order.
    package var value: @Sendable ([any Sendable]) throws -> any Encodable
    /// Captured numbers keep their original digits: it is one slot's value alone, a number or a
    /// list.
    package var keepsDigits = false

    init<each Value: Sendable, Body: Encodable & Sendable>(
        _ slots: repeat Slot<each Value>,
        body: @escaping @Sendable (repeat each Value) throws -> Body
    ) {
        var texts: [SlotText] = []
        repeat texts.append((each slots).slotRead)
        self.slots = texts
        value = { values in
            var rest = values[...]
            func next<V>(_ slot: Slot<V>) throws -> V {
                let stored = rest.popFirst()
                guard let value = stored.flatMap(slot.slotProjection) else {
                    throw CaptureFailure("the slot \(slot.slotName) holds no \(V.self)")
                }
                guard (stored as? CapturedValue)?.isText != false else {
                    throw CaptureFailure(
                        "the slot \(slot.slotName) holds bytes that are no UTF-8, which JSON is")
                }
                return value
            }
            return try body(repeat try next(each slots))
        }
    }

    /// The value of a slot, whatever its type.
    init(_ slot: SlotText) {
        slots = [slot]
        value = { values in
            guard let value = values.first as? any Encodable else {
                throw CaptureFailure("the slot \(slot.name) holds nothing that can be encoded")
            }
            return value
        }
    }
}
