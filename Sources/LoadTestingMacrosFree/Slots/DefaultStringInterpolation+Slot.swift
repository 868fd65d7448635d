extension DefaultStringInterpolation {
    /// A slot in an ordinary string, where it has no value: the plan will be refused.
    @available(
        *, deprecated,
        message:
            "a slot has no value in a String: interpolate it in the path, header or body itself"
    )
    public mutating func appendInterpolation<Value>(_ slot: Slot<Value>) {
        appendLiteral(SlotMarker.text(of: slot.slotName))
    }
}
