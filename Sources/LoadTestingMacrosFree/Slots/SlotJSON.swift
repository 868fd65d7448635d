/// JSON that is made of the values of slots for each request.
package struct SlotJSON: Sendable {
    package var slots: [SlotText]
    /// What is to be encoded, from the slots' values in their order.
    package var value: @Sendable ([any Sendable]) throws -> any Encodable

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
                guard let value = rest.popFirst().flatMap(slot.slotProjection) else {
                    throw CaptureFailure("the slot \(slot.slotName) holds no \(V.self)")
                }
                return value
            }
            return try body(repeat try next(each slots))
        }
    }

    /// The value of a slot without a type, whatever it is.
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
