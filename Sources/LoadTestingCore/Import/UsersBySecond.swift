/// The active users of each second of a run, as its samples state them.
struct UsersBySecond {
    private var seconds: [Int: (max: Int, min: Int)] = [:]
    private var last: (second: Int, max: Int, min: Int)?
    /// The maximum of all seconds.
    private(set) var peak = 0

    /// Takes the users at the end of a sample; negative where they are not known.
    mutating func add(_ users: Int, in second: Int) {
        guard users >= 0 else { return }
        if let last, last.second == second, last.min...last.max ~= users { return }
        var seen = seconds[second] ?? (users, users)
        seen = (max(seen.max, users), min(seen.min, users))
        seconds[second] = seen
        last = (second, seen.max, seen.min)
        peak = max(peak, users)
    }

    /// States the users of a run's intervals.
    func fill(_ snapshot: inout RunSnapshot) {
        for index in snapshot.intervals.indices {
            let interval = snapshot.intervals[index]
            let seen = (interval.startSecond..<interval.startSecond + interval.seconds)
                .compactMap { seconds[$0] }
            snapshot.intervals[index].activeUsers = seen.map(\.max).max() ?? 0
            snapshot.intervals[index].minActiveUsers = seen.map(\.min).min() ?? 0
        }
    }
}
