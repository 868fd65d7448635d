/// The values of a user's slots, by number.
///
/// The block belongs to the event loop; it is read and written on the loop's thread only.
struct SlotMemory: BitwiseCopyable {
    let values: UnsafeMutablePointer<(any Sendable)?>

    subscript(slot: Int32) -> (any Sendable)? {
        get { values[Int(slot)] }
        nonmutating set { values[Int(slot)] = newValue }
    }
}
