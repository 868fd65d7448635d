/// The values of a loop over them.
package struct ProgramList: Sendable {
    package enum Values: Sendable {
        case fixed([any Sendable])
        case slot(Int32, @Sendable (any Sendable) -> [any Sendable]?)
    }

    package var values: Values
    /// The slot that a pass's value is put into.
    package var slot: Int32
}
