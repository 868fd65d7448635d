/// The counts of the arrivals of a run's arrival groups.
package struct ArrivalCounts: Hashable, Codable, Sendable {
    /// The number that the schedules hold.
    package var planned: Int64 = 0
    /// The number that began.
    package var started: Int64 = 0
    /// Those of them that had to wait, since the most users that the group may have were active.
    package var throttled: Int64 = 0
    /// Those of them whose group states how many users it may have.
    package var throttledByStatedMaximum: Int64 = 0
    /// The number that ended while their schedule lasted.
    package var answered: Int64 = 0
    /// The length of the longest schedule, in nanoseconds.
    package var scheduledNanoseconds: Int64 = 0
    /// Those that never began: the load had ended before.
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
