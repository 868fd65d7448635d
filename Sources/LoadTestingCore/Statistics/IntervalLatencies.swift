/// The times of requests that ended in one interval of a run.
package struct IntervalLatencies: Sendable {
    /// From the start of the run.
    package var startSecond: Int
    /// The number of whole seconds that it covers; 0 for a last one that is shorter.
    package var seconds: Int
    /// The times of those that succeeded.
    package var ok: HistogramSnapshot
    /// The number that failed: slower than every bound.
    package var failed: UInt64

    package init(startSecond: Int, seconds: Int, ok: HistogramSnapshot, failed: UInt64) {
        self.startSecond = startSecond
        self.seconds = seconds
        self.ok = ok
        self.failed = failed
    }

    package var requests: UInt64 { ok.count + failed }

    /// The time within which a percentage of all succeeded; `nil` when more failed.
    package func percentile(_ percent: Double) -> Duration? {
        ok.value(atRank: HistogramSnapshot.rank(of: percent, in: requests))
    }

    /// Joins an interval that follows this one.
    package mutating func append(_ next: IntervalLatencies) {
        ok.merge(next.ok)
        failed += next.failed
        seconds = next.startSecond + next.seconds - startSecond
    }
}
