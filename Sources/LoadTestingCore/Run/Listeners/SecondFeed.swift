import Synchronization

/// The seconds of a run for a listener, each once all loops have reported it.
final class SecondFeed: AsyncSequence, Sendable {
    /// A second of all loops.
    struct Second: Sendable {
        /// From the start of the run.
        var number: Int
        /// The measurements of each label, in all groups.
        var labels: PackedLabels
        /// The maximum users active at once.
        var activeUsers: Int
        /// The labels by number.
        var names: [String]
        /// The meanings of labels by number.
        var kinds: [SampleRow.Kind] = []
        /// Users that started in it, and users that ended.
        var startedUsers = 0
        var endedUsers = 0
    }

    private let stream: AsyncStream<Second>
    private let continuation: AsyncStream<Second>.Continuation

    /// The seconds that may wait for the listener; later ones are left out of its file.
    static let capacity = 600

    init() {
        (stream, continuation) = AsyncStream.makeStream(
            bufferingPolicy: .bufferingOldest(Self.capacity))
    }

    func send(_ second: Second) {
        if case .dropped = continuation.yield(second) { lost.add(1, ordering: .relaxed) }
    }

    private let lost = Atomic(0)

    /// The seconds that were left out, since the listener had not taken those before.
    var lostSeconds: Int { lost.load(ordering: .relaxed) }

    func finish() { continuation.finish() }

    func makeAsyncIterator() -> AsyncStream<Second>.Iterator { stream.makeAsyncIterator() }
}

/// Joins the loops' reports of each second for listeners.
struct SecondObserver: IntervalObserver {
    private let feeds: [SecondFeed]
    private let names: SampleNames
    private var open: [Int: SecondFeed.Second] = [:]

    init(_ feeds: [SecondFeed], names: SampleNames) {
        self.feeds = feeds
        self.names = names
    }

    mutating func observe(
        _ interval: RecordedSecond, _ collector: inout Collector
    ) -> EarlyEnd? {
        let number = interval.second
        var second =
            open[number]
            ?? SecondFeed.Second(
                number: number, labels: PackedLabels(), activeUsers: 0, names: [])
        second.labels = PackedLabels(merging: [second.labels, interval.labels])
        second.activeUsers += interval.activeUsers
        second.startedUsers += interval.startedUsers
        second.endedUsers += interval.endedUsers
        open[number] = second
        if interval.isLast { send(upTo: number) }
        return nil
    }

    mutating func finish(_ collector: inout Collector) {
        send(upTo: .max)
        for feed in feeds { feed.finish() }
    }

    /// Passes on the seconds that are over, in order.
    private mutating func send(upTo last: Int) {
        for number in open.keys.filter({ $0 <= last }).sorted() {
            guard var second = open.removeValue(forKey: number) else { continue }
            let rows = names.rows
            var numbers: [String: Int] = [:]
            for row in rows where numbers[row.label] == nil {
                numbers[row.label] = second.names.count
                second.names.append(row.label)
                second.kinds.append(row.kind)
            }
            second.labels = second.labels.renumbered { numbers[rows[$0].label] ?? 0 }
            for feed in feeds { feed.send(second) }
        }
    }
}
