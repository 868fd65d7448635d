/// An observer of a run: told of each second of each loop as the collector has taken it.
///
/// Called by the run alone, one observer after the other; a slow one delays the others, but no
/// load.
protocol IntervalObserver {
    /// Takes a loop's second.
    ///
    /// - Parameter collector: the measurements so far, that second included.
    /// - Returns: the manner of ending the load, `nil` where it continues.
    mutating func observe(
        _ interval: RecordedSecond, _ collector: inout Collector
    ) -> EarlyEnd?

    /// All loops have ended.
    mutating func finish(_ collector: inout Collector)
}

extension IntervalObserver {
    mutating func finish(_ collector: inout Collector) {}
}

/// A second of a loop, as observers see it.
struct RecordedSecond {
    /// The second, from the run's start.
    var second: Int
    /// Whether the loop ran to the second's end.
    var isWhole: Bool
    /// Whether all loops that still run have reported the second.
    var isLast: Bool
    var labels: PackedLabels
    /// The maximum users of the loop active at once.
    var activeUsers: Int
    /// Users that started in it, and users that ended.
    var startedUsers = 0
    var endedUsers = 0
    /// The bytes on the wire, in functional mode.
    var transcripts: [ExchangeTranscript]
}

/// The manner of ending a load early.
enum EarlyEnd {
    /// At once: exchanges under way are abandoned.
    case abort(RunEnd)
    /// In order: exchanges under way are waited for.
    case drain(RunEnd)
}

/// Counts for each second the loops that have reported it.
struct SecondCounter {
    private var loops: Int
    private var reports: [Int: Int] = [:]

    init(loops: Int) { self.loops = loops }

    /// Whether no loop that still runs is missing.
    mutating func count(_ second: Int) -> Bool {
        let count = (reports[second] ?? 0) + 1
        reports[second] = count < loops ? count : nil
        return count >= loops
    }

    /// A loop has ended and reports no more; false when it was the last one.
    mutating func endLoop() -> Bool {
        loops -= 1
        return loops > 0
    }
}
