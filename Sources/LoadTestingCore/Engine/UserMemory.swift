/// The memory of a user besides its frame: registers and slots, at fixed addresses.
struct UserMemory: BitwiseCopyable {
    let registers: UnsafeMutablePointer<Int64>
    let slots: SlotMemory

    subscript(register: Int32) -> Int64 {
        get { registers[Int(register)] }
        nonmutating set { registers[Int(register)] = newValue }
    }
}
