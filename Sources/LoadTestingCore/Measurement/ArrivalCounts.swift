/// The counts of the arrivals of a run's arrival groups.
package struct ArrivalCounts: Hashable, Codable, Sendable {
    /// The number that the schedules hold.
    package var planned: Int64 = 0
    /// The number that began.
    package var started: Int64 = 0
    /// The number of these that had to wait, since the maximum users of the group were active.
    package var throttled: Int64 = 0
    /// The number of these whose group states its maximum users.
    package var throttledByStatedMaximum: Int64 = 0
    /// The number that ended while their schedule lasted.
    package var answered: Int64 = 0
    /// The length of the longest schedule, in nanoseconds.
    package var scheduledNanoseconds: Int64 = 0
    /// The number that never began: the load had ended before.
    package var unstarted: Int64 = 0

    package init() {}

    package mutating func merge(_ other: ArrivalCounts) {
        planned += other.planned
        started += other.started
        throttled += other.throttled
        throttledByStatedMaximum += other.throttledByStatedMaximum
        unstarted += other.unstarted
        answered += other.answered
        scheduledNanoseconds = max(scheduledNanoseconds, other.scheduledNanoseconds)
    }
}
