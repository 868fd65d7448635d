/// The load of one group of the plan: the time that its rates are over, and what its users got.
package struct GroupLoad: Hashable, Codable, Sendable {
    package var name: String
    /// The due instant of its first user or arrival, from the start of the run.
    package var startNanoseconds: Int64
    /// The end, from the start of the run: answers that come later came in the drain.
    ///
    /// While it runs this is the end stated in the plan, `Int64.max` without one.
    package var endNanoseconds: Int64
    /// Whether the plan says when it ends, by a duration or a schedule.
    package var isTimed: Bool
    package var users = UserCounts()

    package init(
        name: String, startNanoseconds: Int64, endNanoseconds: Int64, isTimed: Bool
    ) {
        self.name = name
        self.startNanoseconds = startNanoseconds
        self.endNanoseconds = endNanoseconds
        self.isTimed = isTimed
    }

    /// Adds what another shard, or another loop, knows of the same group.
    package mutating func merge(_ other: GroupLoad) {
        startNanoseconds = min(startNanoseconds, other.startNanoseconds)
        endNanoseconds = max(endNanoseconds, other.endNanoseconds)
        isTimed = isTimed && other.isTimed
        users.merge(other.users)
    }
}
