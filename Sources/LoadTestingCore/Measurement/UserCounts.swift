/// What the users of a group got who wait for their answers; arrivals are none of them.
package struct UserCounts: Hashable, Codable, Sendable {
    /// How many users there were.
    package var users = 0
    /// How many requests they made.
    package var requests: UInt64 = 0
    /// The longest wait of each user who got no answer for more than half of its time, and for more
    /// than a second, by the label of the request at which the wait ended.
    package var unanswered: [String: HistogramSnapshot] = [:]
    /// How many requests those users made.
    package var unansweredRequests: UInt64 = 0

    package init() {}

    package mutating func merge(_ other: UserCounts) {
        users += other.users
        requests += other.requests
        unansweredRequests += other.unansweredRequests
        unanswered.merge(other.unanswered) { a, b in
            var sum = a
            sum.merge(b)
            return sum
        }
    }
}
