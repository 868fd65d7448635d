/// A transaction with its label.
package struct ProgramTransaction: Sendable {
    package var label: Int32
    package var includesPauses: Bool
    /// The first of as many registers as `registers` says.
    package var register: Int32

    /// Due instant, and what the user had paused, been late, sent and failed before.
    package static let registers = 7
}
