/// Targets that are visited once each, in a drawn order.
package struct ProgramOrder: Sendable {
    package var targets: [Int32]
    /// The address after the last one.
    package var end: Int32
    /// The first of as many registers as there are targets; one more counts.
    package var register: Int32
}
