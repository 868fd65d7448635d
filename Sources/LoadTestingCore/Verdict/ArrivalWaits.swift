/// Arrivals that had to wait for a free user.
package struct ArrivalWaits: Hashable, Codable, Sendable {
    /// The number of those that waited.
    package var waiting: Int64
    /// Of how many that began.
    package var started: Int64
    /// Whether the plan states how many users there may be.
    package var isMaximumStated: Bool

    init(_ arrivals: ArrivalCounts) {
        waiting = arrivals.throttled
        started = arrivals.started
        isMaximumStated = arrivals.throttledByStatedMaximum > 0
    }
}
