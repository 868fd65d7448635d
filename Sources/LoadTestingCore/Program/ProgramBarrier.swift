/// A barrier of users.
package struct ProgramBarrier: Sendable {
    package var users: Int
    package var limitNanoseconds: Int64
    package var group: Int32
}
