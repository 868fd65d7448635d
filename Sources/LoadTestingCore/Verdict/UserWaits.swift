/// Users that got no answer for a long time, and their waits.
package struct UserWaits: Hashable, Codable, Sendable {
    /// The number of users that had to wait.
    package var waiting: UInt64
    /// The number of all users.
    package var users: Int
    /// The shortest of their waits.
    package var shortest: Duration
    /// The longest of their waits.
    package var longest: Duration

    init(_ waits: HistogramSnapshot, of users: Int) {
        waiting = waits.count
        self.users = users
        shortest = waits.minimum ?? .zero
        longest = waits.maximum ?? .zero
    }
}
