package import LoadTestingMacrosFree

/// The minimum size of a run's slices, and the level of the interval.
package struct SliceRule: Hashable, Sendable {
    /// The minimum of each slice's requests beyond the percentile: k of k / (1 − p).
    package var beyond: Int
    /// The probability that such intervals hold the true value, when slices are independent.
    package var level: Ratio
    /// The minimum of independent slow requests that those of the run are worth.
    package var independent = TimeSlices.minIndependent

    /// The rule of a report: two sides together 95 %.
    package static let printed = SliceRule(beyond: 5, level: .percent(95))

    /// The rule of an interval on request: also where slow requests came together, which makes it
    /// narrower than it should be.
    package static let asked = SliceRule(beyond: 5, level: .percent(95), independent: 0)

    /// The rule of a verdict.
    ///
    /// A budget has one side, so each of them has 95 %.
    package static let confident = SliceRule(beyond: 10, level: .percent(90))

    package init(
        beyond: Int, level: Ratio, independent: Int = TimeSlices.minIndependent
    ) {
        self.beyond = beyond
        self.level = level
        self.independent = independent
    }

    /// The number of requests that a slice needs for a percentile; `nil` when no number suffices.
    func minRequests(for percent: Double) -> UInt64? {
        Self.requests(for: percent, beyond: beyond)
    }

    /// The number of requests of which so many lie beyond a percentile; `nil` when none ever do.
    ///
    /// Below the median the rarer ones are the faster ones.
    static func requests(for percent: Double, beyond count: Int) -> UInt64? {
        guard percent > 0, percent < 100 else { return nil }
        let parts = UInt64(percent * 1e6 + 0.5)
        let outside = min(parts, 100_000_000 - min(parts, 100_000_000))
        guard outside > 0 else { return nil }
        return max(1, (UInt64(max(0, count)) * 100_000_000 + outside - 1) / outside)
    }
}
