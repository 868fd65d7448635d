/// The load of one group of the plan: the time that its rates are over, and its users' answers.
package struct GroupLoad: Hashable, Codable, Sendable {
    package var name: String
    /// The due instant of its first user or arrival, from the start of the run.
    package var startNanoseconds: Int64
    /// The end, from the start of the run: answers that come later came in the drain.
    ///
    /// While it runs this is the end stated in the plan, `Int64.max` without one.
    package var endNanoseconds: Int64
    /// Whether the plan states its end, by a duration or a schedule.
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

    /// Adds another shard's, or another loop's, state of the same group.
    package mutating func merge(_ other: GroupLoad) {
        startNanoseconds = min(startNanoseconds, other.startNanoseconds)
        endNanoseconds = max(endNanoseconds, other.endNanoseconds)
        isTimed = isTimed && other.isTimed
        users.merge(other.users)
    }
}
