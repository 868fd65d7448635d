/// A feeder and the slot that it fills.
package struct ProgramFeed: Sendable {
    package var feeder: Int32
    package var slot: Int32
}
