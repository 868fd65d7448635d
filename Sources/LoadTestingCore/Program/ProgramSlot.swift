import LoadTestingMacrosFree

/// A slot of a program, by number.
package struct ProgramSlot: Sendable {
    package var key: SlotKey
    /// Whether it is emptied at the end of an iteration.
    package var endsWithIteration: Bool { key.lifetime == .iteration }
}
