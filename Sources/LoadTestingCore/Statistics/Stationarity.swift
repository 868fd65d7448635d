/// The stationarity of a run's figures under a constant load: hints, never a verdict.
package struct Stationarity: Hashable, Sendable {
    /// The time for which the beginning differs from the rest, in seconds since the start of the
    /// run; `nil` when it does not, or never stops to.
    package private(set) var warmUpSeconds: Int?
    /// The rise of a second's p50 over the run, as a share of its median; `nil` below a tenth.
    package private(set) var latencyDrift: Double?
    /// The rise of successes per second over the run, as a share of its median.
    package private(set) var throughputDrift: Double?
    /// The number of seconds tested.
    package let seconds: Int

    /// The minimum seconds of a test.
    private static let minSeconds = 30
    /// The minimum change that matters.
    private static let minChange = 0.1

    /// - Parameter intervals: those of a time with the same load, in order.
    package init(_ intervals: [IntervalLatencies]) {
        let whole = intervals.filter { $0.seconds > 0 }
        seconds = whole.last.map { $0.startSecond + $0.seconds - whole[0].startSecond } ?? 0
        guard seconds >= Self.minSeconds else { return }
        let start = findWarmUp(whole)
        findDrift(whole.filter { $0.startSecond >= start })
    }

    /// Whether neither a warm-up nor a drift was found.
    package var isStationary: Bool {
        warmUpSeconds == nil && latencyDrift == nil && throughputDrift == nil
    }

    /// Searches for a beginning whose mean latency differs.
    ///
    /// - Returns: the second from which the run is stationary.
    private mutating func findWarmUp(_ intervals: [IntervalLatencies]) -> Int {
        let points = intervals.compactMap { interval in
            interval.ok.mean.map {
                (second: interval.startSecond, mean: Double($0.wholeNanoseconds))
            }
        }
        let means = points.map(\.mean)
        guard let dropped = WarmUpSearch.truncation(of: means), dropped > 0,
            Self.differs(Array(means[..<dropped]), Array(means[dropped...]))
        else { return 0 }
        warmUpSeconds = points[dropped].second
        return points[dropped].second
    }

    /// Whether a beginning differs from the rest by a tenth, and by more than the rest varies.
    private static func differs(_ beginning: [Double], _ rest: [Double]) -> Bool {
        let batches = WarmUpSearch.batchMeans(of: rest)
        let difference = abs(beginning.mean - rest.mean)
        return difference >= minChange * rest.mean && difference >= 3 * batches.standardDeviation
    }

    private mutating func findDrift(_ intervals: [IntervalLatencies]) {
        latencyDrift = Self.drift(
            intervals.compactMap { interval in
                interval.percentile(50).map {
                    (Double(interval.startSecond), Double($0.wholeNanoseconds))
                }
            })
        throughputDrift = Self.drift(
            intervals.map {
                (Double($0.startSecond), Double($0.ok.count) / Double($0.seconds))
            })
    }

    /// The rise of a series from its first to its last point, as a share of its median.
    private static func drift(_ points: [(time: Double, value: Double)]) -> Double? {
        guard points.count > 2, let first = points.first, let last = points.last else { return nil }
        let trend = Trend(points)
        let median = points.map(\.value).median
        guard trend.isSignificant, median > 0 else { return nil }
        let change = trend.slope * (last.time - first.time) / median
        return abs(change) >= minChange ? change : nil
    }
}
