import LoadTestingMacrosFree

/// Finds the peaks of rates: the highest mean over a time that is long enough to be one; pure.
struct RateWindows {
    /// A rate over a shorter time makes no peak: a single tick of the processor's clock, 10 ms, is
    /// all of a core for so long.
    static let minLength: Int64 = 500_000_000

    private var recent: [ServerSeries: [(interval: ObservedInterval, amount: Double)]] = [:]

    /// Adds what was used over a time.
    ///
    /// - Returns: the rate over the last intervals that together are long enough; `nil` when they
    ///   are not yet.
    mutating func add(
        _ amount: Double, to series: ServerSeries, over interval: ObservedInterval
    ) -> Double? {
        var intervals = recent[series] ?? []
        if let last = intervals.last, last.interval.end != interval.start { intervals = [] }
        intervals.append((interval, amount))
        while let second = intervals.dropFirst().first,
            interval.end - second.interval.start >= Self.minLength
        {
            intervals.removeFirst()
        }
        recent[series] = intervals
        let length = interval.end - intervals[0].interval.start
        guard length >= Self.minLength else { return nil }
        return intervals.reduce(0) { $0 + $1.amount } / (Double(length) / 1e9)
    }
}
