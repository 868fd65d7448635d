/// The values of a user's slots by number, in a block that the loop owns.
package struct SlotMemory: BitwiseCopyable {
    let values: UnsafeMutablePointer<(any Sendable)?>

    package init(values: UnsafeMutablePointer<(any Sendable)?>) { self.values = values }

    package subscript(slot: Int32) -> (any Sendable)? {
        get { values[Int(slot)] }
        nonmutating set { values[Int(slot)] = newValue }
    }
}
