/// The times in which a server gave no answer although users waited.
package struct Stall: Hashable, Sendable {
    /// How many such times there were.
    package var count: Int
    /// The longest of them.
    package var longestNanoseconds: Int64
    /// All of them together.
    package var seconds: Double
    /// How many users waited in the longest.
    package var waiting: Int
    /// How many requests were not sent meanwhile.
    package var unsent: Int
    /// Whether the machine was full, so that nobody knows who stalled.
    package var isMachineFull: Bool
}
