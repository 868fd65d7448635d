import Foundation
import Testing

/// Whether intervals hold what they promise, where the true value is known.
@Suite struct IntervalCoverageTests {
    @Test(arguments: [(20_000, 0.5), (100_000, 0.8)])
    func `time slices hold the true p99 in 90 % of runs and more`(requests: Int, load: Double) {
        let found = IntervalCoverage(requests: requests, load: load, percent: 99, runs: 100)
        #expect(found.shown >= 90)
        #expect(found.slices >= 90)
        #expect(load < 0.8 || found.binomial < 50)
    }

    @Test func `a run that is too short shows none, for it would seldom be right`() {
        let found = IntervalCoverage(requests: 2_000, load: 0.8, percent: 99, runs: 100)
        #expect(found.shown == 0)
        #expect(found.tooShort < 80)
        #expect(found.binomial < 50)
    }

    /// Enough requests for ten slices, but on a busy server they are slow together.
    @Test(arguments: [
        (13_500, 0.9), (10_000, 0.8), (20_000, 0.8), (50_000, 0.9), (30_000, 0.95),
    ])
    func `a busy server's requests are too few where they depend on one another`(
        requests: Int, load: Double
    ) {
        let found = IntervalCoverage(requests: requests, load: load, percent: 99, runs: 100)
        #expect(found.tooShort < 80)
        // Of all runs, those that say something that is not so.
        #expect(found.shown * (100 - found.slices) / 100 <= 5, "\(found)")
    }

    /// The whole table of the documentation, with `INTERVAL_TABLE=1000` runs each.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["INTERVAL_TABLE"] != nil))
    func `the table of the documentation`() throws {
        let text = ProcessInfo.processInfo.environment["INTERVAL_TABLE"] ?? ""
        let runs = try #require(Int(text))
        for percent in [50.0, 95, 99] {
            print("p\(Int(percent)) of \(runs) runs")
            for load in [0.5, 0.8, 0.9] {
                for requests in [1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000] {
                    let found = IntervalCoverage(
                        requests: requests, load: load, percent: percent, runs: runs)
                    let parts = [found.shown, found.slices, found.tooShort, found.binomial]
                    print(
                        "ρ \(load) n \(requests): " + parts.map { "\($0)" }.joined(separator: " "))
                }
            }
        }
    }
}
