/// A slot by its number, and its name for messages.
package struct ProgramSlotRead: Sendable {
    package var slot: Int32
    package var name: String
}
