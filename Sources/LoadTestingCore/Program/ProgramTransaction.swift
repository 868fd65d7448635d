/// A transaction with its row.
package struct ProgramTransaction: Sendable {
    /// The number of its row.
    package var label: Int32
    package var includesPauses: Bool
    /// The first of `registers` registers.
    package var register: Int32

    /// Due instant, and the user's pauses, delays, requests and failures before.
    package static let registers = 7
}
