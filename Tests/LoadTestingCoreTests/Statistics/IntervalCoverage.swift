@testable import LoadTestingCore

/// The coverage of intervals of simulated runs, in percent.
struct IntervalCoverage {
    /// Of the interval that a report shows; among the runs that have one.
    let slices: Double
    /// The number of runs that have one.
    let shown: Double
    /// Of the interval that the other runs would have: 20 slices of whatever size.
    let tooShort: Double
    /// Of the textbook's binomial interval.
    let binomial: Double

    /// - Parameters:
    ///   - requests: of each run.
    ///   - load: of the queue's capacity.
    ///   - percent: of the percentile.
    ///   - runs: how many are simulated, with seeds 1, 2, ….
    init(requests: Int, load: Double, percent: Double, runs: Int) {
        let truth = QueueRun.truth(percent, requests: requests, load: load)
        let any = SliceRule(beyond: 0, level: .percent(95), independent: 0)
        var (held, shown, heldAny, heldBinomial) = (0, 0, 0, 0)
        for seed in 1...runs {
            let run = QueueRun(requests: requests, load: load, seed: UInt64(seed))
            let slices = TimeSlices(run.intervals)
            if let interval = try? slices.interval(of: percent, by: .printed).get() {
                shown += 1
                held += interval.contains(truth) ? 1 : 0
            } else if let interval = try? slices.interval(of: percent, by: any).get() {
                heldAny += interval.contains(truth) ? 1 : 0
            }
            heldBinomial += Self.binomialHolds(truth, percent, in: run) ? 1 : 0
        }
        self.slices = 100 * Double(held) / Double(max(1, shown))
        self.shown = 100 * Double(shown) / Double(runs)
        tooShort = 100 * Double(heldAny) / Double(max(1, runs - shown))
        binomial = 100 * Double(heldBinomial) / Double(runs)
    }

    /// Whether the order statistics of ranks n·p ± 1.96·√(n·p·(1 − p)) surround the truth.
    private static func binomialHolds(
        _ truth: Duration, _ percent: Double, in run: QueueRun
    ) -> Bool {
        var all = HistogramSnapshot()
        for interval in run.intervals { all.merge(interval.ok) }
        let (n, p) = (Double(all.count), percent / 100)
        let half = 1.96 * (n * p * (1 - p)).squareRoot()
        guard let low = all.value(atRank: UInt64(max(1, n * p - half))),
            let high = all.value(atRank: UInt64(min(n, (n * p + half).rounded(.up))))
        else { return false }
        return low <= truth && truth <= high
    }
}
