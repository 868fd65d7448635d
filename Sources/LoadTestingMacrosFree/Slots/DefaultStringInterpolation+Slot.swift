extension DefaultStringInterpolation {
    /// A slot in an ordinary string, where it has no value: the plan will be refused.
    @available(
        *, deprecated,
        message:
            "a slot has no value in a String: interpolate it where a Template is taken, such as a path, header or body"
    )
    public mutating func appendInterpolation<Value>(_ slot: Slot<Value>) {
        appendLiteral(SlotMarker.text(of: slot.slotName))
    }
}
