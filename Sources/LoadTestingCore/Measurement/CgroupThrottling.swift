/// The number of periods in which a quota kept a cgroup's processes from running, and their total
/// time: `cpu.stat`.
package struct CgroupThrottling: Hashable, Codable, Sendable {
    /// Periods of the quota in which it was used up.
    package var periods: Int64 = 0
    /// The time, all processors added up, in nanoseconds.
    package var nanoseconds: Int64 = 0

    package init(periods: Int64 = 0, nanoseconds: Int64 = 0) {
        self.periods = periods
        self.nanoseconds = nanoseconds
    }

    package mutating func merge(_ other: CgroupThrottling) {
        periods += other.periods
        nanoseconds += other.nanoseconds
    }
}
