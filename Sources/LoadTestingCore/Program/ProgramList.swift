/// The values of a loop over values.
package struct ProgramList: Sendable {
    package enum Values: Sendable {
        case fixed([any Sendable])
        case slot(Int32, @Sendable (any Sendable) -> [any Sendable]?)
    }

    package var values: Values
    /// The slot of a pass's value.
    package var slot: Int32
}
