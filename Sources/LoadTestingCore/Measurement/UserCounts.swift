/// The answers of a group's users that wait for them; arrivals are none of them.
package struct UserCounts: Hashable, Codable, Sendable {
    /// The number of users.
    package var users = 0
    /// The number of requests that they made.
    package var requests: UInt64 = 0
    /// The longest wait of each user that got no answer for more than half of its time, and for
    /// more than a second, by the label of the request at which the wait ended.
    package var unanswered: [String: HistogramSnapshot] = [:]
    /// The number of requests that those users made.
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
