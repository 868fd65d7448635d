/// Notices that time went by in which the process, or the machine, stood still: a pure state
/// machine that is told the time again and again.
package struct GapWatch: Sendable {
    /// How often it is to be told.
    package static let period: Int64 = 100_000_000

    private var last: Int64?
    private var lastSuspended: Int64 = 0
    /// The longest such time since it was last asked for, 0 for none.
    private var longest: Int64 = 0

    package init() {}

    /// - Parameters:
    ///   - now: the monotonic clock.
    ///   - suspended: for how long the machine has slept, which that clock may leave out.
    package mutating func tick(now: Int64, suspended: Int64) {
        if let last {
            longest = max(longest, now - last - Self.period, suspended - lastSuspended)
        }
        last = now
        lastSuspended = suspended
    }

    /// The longest gap since this was last asked, 0 for none.
    package mutating func take() -> Int64 {
        defer { longest = 0 }
        return longest
    }
}
