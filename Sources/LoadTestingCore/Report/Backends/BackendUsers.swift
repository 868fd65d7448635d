/// Users in an interval.
package struct BackendUsers: Hashable, Sendable {
    package private(set) var minimum = 0
    package private(set) var maximum = 0
    private var sum = 0
    private var count = 0
    /// Users that started, and users that ended.
    package var started = 0
    package var ended = 0

    package init() {}

    /// Takes the active users of a second.
    package mutating func add(_ users: Int) {
        minimum = count == 0 ? users : min(minimum, users)
        maximum = max(maximum, users)
        sum += users
        count += 1
    }

    package var mean: Double { count > 0 ? Double(sum) / Double(count) : 0 }
}
