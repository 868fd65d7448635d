/// Arrivals that had to wait for a free user.
package struct ArrivalWaits: Hashable, Codable, Sendable {
    /// The number that waited.
    package var waiting: Int64
    /// The number that began.
    package var started: Int64
    /// Whether the plan states the maximum users.
    package var isMaximumStated: Bool

    init(_ arrivals: ArrivalCounts) {
        waiting = arrivals.throttled
        started = arrivals.started
        isMaximumStated = arrivals.throttledByStatedMaximum > 0
    }
}
