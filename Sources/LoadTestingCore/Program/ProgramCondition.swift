/// A condition on a slot's value.
package struct ProgramCondition: Sendable {
    package var slot: Int32
    /// `nil` when the value is not of the slot's type.
    package var holds: @Sendable (any Sendable) -> Bool?
}
