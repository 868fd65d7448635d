/// Slots whose connections arrivals of a group have left, for later ones: the last one used goes
/// first, so that those that are not needed grow old.
struct ConnectionPool {
    private var idle: [(slot: Int32, since: Int64)] = []

    /// How long a connection is kept that nobody uses, in nanoseconds: 4 s, less than the 5 s after
    /// which common servers close theirs.
    static let longestIdle: Int64 = 4_000_000_000

    mutating func park(_ slot: Int32, now: Int64) { idle.append((slot: slot, since: now)) }

    mutating func take() -> Int32? { idle.popLast()?.slot }

    /// Takes out what was not used since an instant.
    mutating func takeUnused(since instant: Int64) -> [Int32] {
        let count = idle.prefix { $0.since < instant }.count
        defer { idle.removeFirst(count) }
        return idle.prefix(count).map(\.slot)
    }
}
