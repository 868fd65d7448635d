import LoadTestingMacrosFree

/// Finds the peaks of rates: the maximum mean over a minimum time; pure.
struct RateWindows {
    /// A rate over a shorter time makes no peak: a single tick of the processor's clock, 10 ms, is
    /// all of a core in it.
    static let minLength: Int64 = 500_000_000

    private var recent: [ServerSeries: [(interval: ObservedInterval, amount: Double)]] = [:]

    /// Adds the use over a time.
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
