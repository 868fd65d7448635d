/// A point at which users meet.
package struct ProgramBarrier: Sendable {
    package var users: Int
    package var limitNanoseconds: Int64
    package var group: Int32
}
