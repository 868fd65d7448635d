/// A run cut into slices of equal time, whose spread determines the interval of a percentile.
///
/// The textbook interval of a percentile (order statistics) takes requests for independent, which
/// they are not where they queue; the percentiles of slices much longer than the queue's memory
/// nearly are. This is the method of batch means, applied to percentiles: A. M. Law, Simulation
/// Modeling and Analysis, 9.5.3.
package struct TimeSlices: Sendable {
    /// The minimum count of slices that an interval is made from.
    static let minCount = 10
    /// The maximum count, and the requests beyond the percentile that allow for one more than
    /// the minimum.
    private static let (maxCount, ample) = (20, 100)
    /// Above this, neighbours are too similar and are joined.
    private static let highestAutocorrelation = 0.5

    let intervals: [IntervalLatencies]

    /// - Parameter intervals: in the order of time, such as the seconds of a run.
    package init(_ intervals: [IntervalLatencies]) { self.intervals = intervals }

    /// The interval around a percentile of all requests together.
    ///
    /// 10 slices, each of at least a second and with enough requests; up to 20 where each still has
    /// ample ones: the longer slices are, the less they depend on one another.
    ///
    /// - Parameters:
    ///   - percent: above 0 and below 100.
    ///   - rule: the minimum size of slices, and the level of the interval.
    package func interval(
        of percent: Double, by rule: SliceRule
    ) -> Result<ConfidenceInterval, MissingInterval> {
        sliced(percent, by: rule).map { estimate, all in
            ConfidenceInterval(
                around: estimate.value, values: estimate.slices, level: rule.level,
                each: .milliseconds(Int64(estimate.sliceSeconds * 1_000))
            ).clamped(to: all)
        }
    }

    /// A percentile of all requests together, and of each slice, in nanoseconds.
    package func estimate(
        of percent: Double, by rule: SliceRule
    ) -> Result<SlicedEstimate, MissingInterval> { sliced(percent, by: rule).map(\.estimate) }

    private func sliced(
        _ percent: Double, by rule: SliceRule
    ) -> Result<(estimate: SlicedEstimate, all: IntervalLatencies), MissingInterval> {
        guard let minRequests = rule.minRequests(for: percent),
            let ample = SliceRule.requests(for: percent, beyond: Self.ample)
        else { return .failure(.noPercentile) }
        let requests = intervals.reduce(0) { $0 + $1.requests }
        let needed = minRequests * UInt64(Self.minCount)
        guard seconds >= Self.minCount, requests >= needed else {
            return .failure(.tooShort(requests: requests, needed: needed, seconds: seconds))
        }
        let count = min(Self.maxCount, seconds, Int(requests / ample))
        guard let slices = slices(atMost: count, ofAtLeast: minRequests) else {
            return .failure(.uneven(requests: smallestSlice, needed: minRequests))
        }
        guard let all = Self.joined(slices), let estimate = all.percentile(percent),
            let values = Self.percentiles(percent, of: slices)
        else { return .failure(.failures) }
        let independent = independentRequests(for: percent)
        let isAlike = values.autocorrelation > Self.highestAutocorrelation
        guard rule.independent == 0 || !isAlike && independent >= Double(rule.independent) else {
            return .failure(.dependent(independent: Int(independent), seconds: seconds))
        }
        return .success(
            (
                SlicedEstimate(
                    value: Double(estimate.wholeNanoseconds), slices: values,
                    sliceSeconds: Double(seconds * 1_000 / values.count) / 1_000), all
            ))
    }

    /// A figure of counts, such as the error rate, of all requests together and of each slice.
    ///
    /// - Parameter figure: the figure of some intervals together; `nil` for none.
    package func estimate(
        of figure: (IntervalLatencies) -> Double?
    ) -> Result<SlicedEstimate, MissingInterval> {
        let requests = intervals.reduce(0) { $0 + $1.requests }
        // A last second that is not whole has no rate of its own.
        let whole = TimeSlices(intervals.filter { $0.seconds > 0 })
        guard whole.seconds >= Self.minCount, requests > 0 else {
            return .failure(.tooShort(requests: requests, needed: 1, seconds: whole.seconds))
        }
        let count = min(Self.maxCount, whole.seconds)
        guard let slices = whole.slices(atMost: count, ofAtLeast: 1), let all = Self.joined(slices),
            let value = figure(all)
        else { return .failure(.uneven(requests: 0, needed: 1)) }
        let values = slices.compactMap(figure)
        guard values.count == slices.count else { return .failure(.failures) }
        return .success(
            SlicedEstimate(
                value: value, slices: values,
                sliceSeconds: Double(whole.seconds) / Double(values.count)))
    }

    /// The number of whole seconds that the intervals cover.
    private var seconds: Int {
        guard let first = intervals.first, let last = intervals.last else { return 0 }
        return last.startSecond + last.seconds - first.startSecond
    }

    /// The maximum of slices of which each has enough requests.
    private func slices(
        atMost maxCount: Int, ofAtLeast minRequests: UInt64
    ) -> [IntervalLatencies]? {
        for count in stride(from: max(Self.minCount, maxCount), through: Self.minCount, by: -1)
        where requests(in: count).allSatisfy({ $0 >= minRequests }) {
            return (0..<count).compactMap { number in
                Self.joined(intervals.filter { slice(of: $0, in: count) == number })
            }
        }
        return nil
    }

    /// The slice of so many that an interval lies in; a last second that is not whole joins the
    /// last.
    private func slice(of interval: IntervalLatencies, in count: Int) -> Int {
        min(count - 1, (interval.startSecond - intervals[0].startSecond) * count / seconds)
    }

    private func requests(in count: Int) -> [UInt64] {
        intervals.reduce(into: Array(repeating: 0, count: count)) { sums, interval in
            sums[slice(of: interval, in: count)] += interval.requests
        }
    }

    private var smallestSlice: UInt64 { requests(in: Self.minCount).min() ?? 0 }

    /// The percentiles of slices in nanoseconds, neighbours joined while they are too similar;
    /// `nil` when one has no value.
    private static func percentiles(
        _ percent: Double, of slices: [IntervalLatencies]
    ) -> [Double]? {
        var slices = slices
        while true {
            let values = slices.compactMap { slice in
                slice.percentile(percent).map { Double($0.wholeNanoseconds) }
            }
            guard values.count == slices.count else { return nil }
            guard values.autocorrelation > highestAutocorrelation, slices.count / 2 >= minCount
            else { return values }
            slices = stride(from: 0, to: slices.count, by: 2).compactMap {
                joined(Array(slices[$0..<min($0 + 2, slices.count)]))
            }
        }
    }

    static func joined(_ intervals: [IntervalLatencies]) -> IntervalLatencies? {
        intervals.dropFirst().reduce(into: intervals.first) { $0?.append($1) }
    }
}
