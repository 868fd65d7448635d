import LoadTestingMacrosFree

/// A capture with the slot that it fills.
package struct ProgramCapture: Sendable {
    package var slot: Int32
    package var value: @Sendable (Reply) throws -> any Sendable
    package var failure: Int32
    /// Whether the captured value is never shown.
    package var isSecret: Bool
}
