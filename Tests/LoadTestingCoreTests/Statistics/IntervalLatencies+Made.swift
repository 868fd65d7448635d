import TestSupport

@testable import LoadTestingCore

extension IntervalLatencies {
    /// Requests of these milliseconds.
    static func made(
        second: Int, seconds: Int = 1, _ milliseconds: [Double], failed: UInt64 = 0
    ) -> IntervalLatencies {
        IntervalLatencies(
            startSecond: second, seconds: seconds,
            ok: HistogramSnapshot(nanoseconds: milliseconds.map { Int64($0 * 1e6) }),
            failed: failed)
    }
}

/// Requests of a normal distribution, the same in each run.
struct NoisyRun {
    var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// A second with requests around a latency in milliseconds.
    mutating func second(
        _ second: Int, around mean: Double, deviation: Double, count: Int
    ) -> IntervalLatencies {
        .made(second: second, (0..<count).map { _ in max(0.01, mean + deviation * normal()) })
    }

    /// About normal: the sum of twelve even ones.
    private mutating func normal() -> Double {
        (0..<12).reduce(-6) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
}
