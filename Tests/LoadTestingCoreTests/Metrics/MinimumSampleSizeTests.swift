import Testing

@testable import LoadTestingCore

/// RULES 3: max(20, ⌈1/(1 − p)⌉).
@Suite struct MinimumSampleSizeTests {
    @Test(
        arguments: [
            (50, 20), (75, 20), (90, 20), (95, 20), (95.1, 21), (96, 25), (97, 34), (99, 100),
            (99.5, 200), (99.9, 1_000), (99.95, 2_000), (99.99, 10_000), (99.999, 100_000),
            (99.9999, 1_000_000), (0.000_001, 20), (100, 20),
        ] as [(Double, UInt64)])
    func `a percentile needs one request beyond it, at least 20`(percent: Double, least: UInt64) {
        #expect(MinimumSampleSize.forPercentile(percent) == least)
    }

    @Test(arguments: [0, -1, 101, 1e300, .nan, .infinity] as [Double])
    func `what is no percentile needs the fewest`(percent: Double) {
        #expect(MinimumSampleSize.forPercentile(percent) == 20)
    }

    /// Expected values computed apart from the library, in Python with exact fractions.
    @Test(
        arguments: [
            (0, 10, 0.01, 1), (1, 1, 0.01, 0.01), (1, 10, 0.01, 0.095_617_924_991_195_6),
            (2, 10, 0.01, 0.004_266_200_242_831_4), (1, 50, 0.01, 0.394_993_932_862_547_3),
            (3, 99, 0.01, 0.077_543_227_278), (4, 50, 0.01, 0.001_596_173_090_7), (11, 10, 0.5, 0),
            (19, 19, 0.5, 1.907_348_632_812_5e-06), (14, 19, 0.5, 0.031_784_057_617_187_5),
            (5, 5, 1, 1), (3, 5, 0, 0), (0, 0, 0.5, 1),
        ] as [(UInt64, UInt64, Double, Double)])
    func `the binomial tail is P(X ≥ k)`(k: UInt64, n: UInt64, q: Double, expected: Double) {
        let tail = MinimumSampleSize.binomialTail(atLeast: k, of: n, probability: q)
        #expect(abs(tail - expected) < 1e-7)
    }

    @Test(
        arguments: [
            (1, 0.95), (20, 0.139_108_34), (50, 0.058_155_08), (1_000, 0.002_991_25),
            (1_000_000, 2.995_728e-6),
        ] as [(UInt64, Double)])
    func `n requests without a failure bound the error rate by 1 − 0.05^(1/n)`(
        n: UInt64, bound: Double
    ) {
        let ratio = MinimumSampleSize.highestErrorRate(unseenIn: n)
        #expect(abs(ratio.fraction - bound) < bound * 1e-5)
    }
}
