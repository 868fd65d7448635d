/// Joins seconds to the intervals of which a backend is told.
struct IntervalSum {
    private let seconds: Int
    private let startNanoseconds: Int64
    private var first: Int?
    private var labels = PackedLabels()
    private var users = BackendUsers()
    private var last: SecondFeed.Second?

    /// - Parameters:
    ///   - seconds: the length of an interval, 1 or more.
    ///   - startNanoseconds: the start of the run, nanoseconds since 1970.
    init(seconds: Int, startNanoseconds: Int64) {
        self.seconds = seconds
        self.startNanoseconds = startNanoseconds
    }

    /// Takes a second.
    ///
    /// - Returns: the interval that it completes, or the one before where that lacks its last
    ///   seconds.
    mutating func add(_ second: SecondFeed.Second) -> BackendInterval? {
        let number = second.number / seconds
        var complete: BackendInterval?
        if let first, first != number { complete = take() }
        first = number
        labels = labels.isEmpty ? second.labels : PackedLabels(merging: [labels, second.labels])
        users.add(second.activeUsers)
        users.started += second.startedUsers
        users.ended += second.endedUsers
        last = second
        // Only one of both can be: an interval of one second is never left incomplete.
        if complete == nil, second.number % seconds == seconds - 1 { complete = take() }
        return complete
    }

    /// The interval so far, which the end of the run cuts short; `nil` when there is none.
    mutating func take() -> BackendInterval? {
        guard let first, let last else { return nil }
        let length = last.number - first * seconds + 1
        var interval = BackendInterval(
            startNanoseconds: startNanoseconds + Int64(first * seconds) * 1_000_000_000,
            seconds: length)
        interval.users = users
        interval.take(labels, names: last.names, kinds: last.kinds)
        (self.first, self.last, labels, users) = (nil, nil, PackedLabels(), BackendUsers())
        return interval
    }
}
