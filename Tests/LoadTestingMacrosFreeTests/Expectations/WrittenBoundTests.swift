import LoadTestingMacrosFree
import Testing

/// A bound is printed with the digits that were written, a figure that is not zero never as 0.
@Suite struct WrittenBoundTests {
    @Test(
        arguments: [
            (throughput > .perSecond(0.2), "> 0.2/s"),
            (throughput > .perSecond(0.001), "> 0.001/s"),
            (throughput > .perSecond(1_234.56), "> 1,234.56/s"),
            (throughput > .perSecond(5_000), "> 5,000/s"), (throughput > .perMinute(1), "> 1/min"),
            (throughput > .perMinute(90), "> 1.5/s"), (throughput > .perSecond(0), "> 0/s"),
            (errorRate < .percent(0.1), "< 0.1 %"), (errorRate < .percent(0.00001), "< 0.00001 %"),
            (errorRate < .percent(0.07), "< 0.07 %"), (errorRate < .percent(12.345), "< 12.345 %"),
            (p99 < .milliseconds(50), "< 50 ms"), (p99 < .microseconds(1_234_567), "< 1.234567 s"),
            (p99 < .milliseconds(41.87), "< 41.87 ms"), (p99 < .nanoseconds(1), "< 1 ns"),
            (p99 < .seconds(90), "< 90 s"), (p99 < .seconds(3_600), "< 3,600 s"),
            (p99 < .zero, "< 0 ms"), (apdex(target: .seconds(1)) > 0.9375, "> 0.9375"),
            (requestCount > 1_000, "> 1,000"),
            (ServerBytesMetric.serverMemory < .mebibytes(512), "< 512 MiB"),
            (throughput > .perSecond(1e-7), "> 0.0000001/s"),
            (ServerBytesMetric.serverMemory < .megabytes(1.5), "< 1.5 MB"),
            (ServerBytesMetric.serverMemory < .megabytes(500), "< 500 MB"),
            (ServerBytesMetric.serverMemory < .gigabytes(2.5), "< 2.5 GB"),
            (ServerBytesMetric.serverMemory < .kilobytes(64), "< 64 kB"),
            (ServerBytesMetric.serverMemory < .kibibytes(1.5), "< 1.5 KiB"),
            (ServerBytesMetric.serverMemory < .gibibytes(1.5), "< 1.5 GiB"),
            (ServerBytesMetric.serverMemory < .bytes(1_234_567), "< 1,234.567 kB"),
            (p99 < p50 * 1.000_000_1, "< p50 × 1.0000001"),
        ] as [(Budget, String)])
    func `a bound has all its digits`(budget: Budget, text: String) {
        #expect(budget.limit == text)
    }

    @Test func `random bounds read back as the numbers that they are`() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let places = Int.random(in: 0...4, using: &random)
            let scale = [1.0, 10, 100, 1_000, 10_000][places]
            let number = Double(Int.random(in: 1...99_999, using: &random)) / scale
            for text in [
                (throughput > .perSecond(number)).limit, (errorRate < .percent(number)).limit,
            ] {
                let digits = text.drop { "<> ".contains($0) }.prefix { "0123456789.,".contains($0) }
                let read = Double(digits.replacing(",", with: ""))
                let isMinute = text.hasSuffix("/min")
                #expect(read == number || isMinute && read.map { $0 / 60 } == number, "\(text)")
            }
        }
    }

    @Test(arguments: [0.004, 0.000_2, 0.05, 1e-8, 0.49])
    func `a figure that is not zero is never printed as 0`(value: Double) {
        for places in 0...4 { #expect(NumberText.decimal(value, places: places) != "0") }
        #expect("\(Rate.perSecond(value))" != "0/s" && "\(Ratio.percent(value))" != "0 %")
    }
}
