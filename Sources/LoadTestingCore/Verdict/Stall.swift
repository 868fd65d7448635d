/// The times in which a server gave no answer although users waited.
package struct Stall: Hashable, Sendable {
    /// The number of such times.
    package var count: Int
    /// The longest of them.
    package var longestNanoseconds: Int64
    /// All of them together.
    package var seconds: Double
    /// The number of users that waited in the longest.
    package var waiting: Int
    /// The number of requests that were not sent meanwhile.
    package var unsent: Int
    /// Whether the machine was saturated, so that the cause of the stall is unknown.
    package var isMachineFull: Bool
}
