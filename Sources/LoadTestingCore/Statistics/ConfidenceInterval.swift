public import LoadTestingMacrosFree

/// The range in which the true value lies, as far as a run can tell.
///
/// Made from the spread of slices of the run, which have to be independent of one another: requests
/// that queue behind each other are not, so a busy server needs longer runs.
public struct ConfidenceInterval: Hashable, Codable, Sendable {
    /// The lower end, at least 0.
    public package(set) var lower: Duration
    /// The upper end.
    public package(set) var upper: Duration
    /// The probability that such intervals hold the true value when the slices are independent.
    public package(set) var level: Ratio
    /// The number of slices, or whole runs, that it was made from.
    public package(set) var slices: Int
    /// The length of each of them, on average.
    public package(set) var sliceDuration: Duration

    /// An interval around an estimate, from independent values of the same quantity: estimate ± t ·
    /// s / √n, with Student's t for n − 1 degrees of freedom.
    ///
    /// - Parameters:
    ///   - estimate: in nanoseconds.
    ///   - values: in nanoseconds, at least two.
    init(around estimate: Double, values: [Double], level: Ratio, each sliceDuration: Duration) {
        let quantile = StudentDistribution.quantile(
            (1 + level.fraction) / 2, degrees: values.count - 1)
        let half = quantile * values.standardDeviation / Double(values.count).squareRoot()
        lower = .nanoseconds(Int64(max(0, estimate - half)))
        upper = .nanoseconds(Int64((estimate + half).rounded(.up)))
        self.level = level
        slices = values.count
        self.sliceDuration = sliceDuration
    }

    /// An interval around the mean of whole runs' estimates; `nil` for fewer than two.
    ///
    /// - Parameters:
    ///   - estimates: one for each run; five or more are useful.
    ///   - level: the confidence level.
    ///   - runDuration: the length of each run, on average.
    package init?(runs estimates: [Duration], level: Ratio, each runDuration: Duration) {
        guard estimates.count > 1 else { return nil }
        let values = estimates.map { Double($0.wholeNanoseconds) }
        self.init(around: values.mean, values: values, level: level, each: runDuration)
    }

    /// The interval limited to the observed range: not below the shortest time, nor above the
    /// longest unless requests failed, which are slower than all.
    func clamped(to seen: IntervalLatencies) -> ConfidenceInterval {
        guard let shortest = seen.ok.minimum, let longest = seen.ok.maximum else { return self }
        var clamped = self
        clamped.lower = max(lower, shortest)
        if seen.failed == 0 { clamped.upper = min(upper, longest) }
        return clamped
    }

    /// Whether a value lies inside, ends included.
    public func contains(_ value: Duration) -> Bool { lower <= value && value <= upper }
}

extension ConfidenceInterval: CustomStringConvertible {
    /// Both ends, such as `40.9 ms – 43.1 ms`.
    public var description: String { "\(lower.text) – \(upper.text)" }

    /// With its origin: `interval 40.9 ms – 43.1 ms (time slices 10 × 6 s)`.
    package var detail: String {
        "interval \(self) (time slices \(slices) × \(sliceDuration.text))"
    }
}
