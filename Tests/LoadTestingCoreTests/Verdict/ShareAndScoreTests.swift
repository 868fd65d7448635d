import Testing

@testable import LoadTestingCore

@Suite struct ShareAndScoreTests {
    /// RULES 2: a percentile below a bound, and the share under it, always agree.
    @Test func `a share and the percentile of the same bound have the same verdict`() {
        var generator = SeededGenerator(seed: 23)
        for _ in 0..<500 {
            let counts = (0..<3).map { _ in Int.random(in: 0...30, using: &generator) }
            let fast = [0, 80, 100, 970, 990, 1_000].randomElement(using: &generator)!
            let run = RunSnapshot.made(
                ok: [(fast, 1), (counts[0], 50), (counts[1], 100)], failed: [(counts[2], .reset)])
            for percent in [50, 90, 95, 99, 99.9] {
                let bound = Duration.milliseconds(50)
                let time = Judge(run).judge(percentile(percent) < bound)
                let share = Judge(run).judge(fraction(under: bound) >= .percent(percent))
                #expect(time.verdict == share.verdict, "\(counts), \(fast), \(percent)")
            }
        }
    }

    @Test func `a share says of how many requests it is`() {
        let run = RunSnapshot.made(ok: [(995, 10), (3, 50)], failed: [(2, .reset)])
        let finding = Judge(run).judge(fraction(under: .milliseconds(50)) > .percent(99.9))
        #expect(finding.verdict == .failed && finding.measured == .ratio(.percent(99.5)))
        #expect(
            finding.message == "fraction(under: 50 ms) was 99.5 %, budget > 99.9 % (995 of 1,000, 2"
                + " failed)")
        #expect(
            Judge(run).judge(fraction(under: .milliseconds(50)) >= .percent(99.5)).verdict
                == .passed)
        #expect(
            Judge(run).judge(fraction(under: .milliseconds(50)) > .percent(99.5)).verdict
                == .failed)
        #expect(LoadTestResult.made(run)[.fraction(under: .milliseconds(51))] == .percent(99.8))
    }

    @Test func `a share of few requests is as inconclusive as their percentile`() {
        let finding = Judge(.made(ok: [(40, 10)])).judge(
            fraction(under: .milliseconds(50)) > .percent(98.9))
        #expect(finding.verdict == .inconclusive)
        #expect(
            finding.message == "fraction(under: 50 ms) of 40 requests says little; needs 91 (100 %,"
                + " budget > 98.9 %)")
    }

    @Test(
        arguments: [
            ([(60, 400), (30, 1_000), (10, 2_500)], 0, 0.75), ([(1, 500)], 0, 1),
            ([(1, 500.001)], 0, 0.5), ([(1, 2_000)], 0, 0.5), ([(1, 2_010)], 0, 0),
            ([(50, 100)], 50, 0.5),
        ] as [([(Int, Double)], Int, Double)])
    func `Apdex: satisfied, half of the tolerating, none of the frustrated and failed`(
        times: [(Int, Double)], failed: Int, score: Double
    ) {
        let run = RunSnapshot.made(
            ok: times.map { (count: $0.0, milliseconds: $0.1) }, failed: [(failed, .reset)])
        let metric = ScoreMetric.apdex(target: .milliseconds(500))
        #expect(LoadTestResult.made(run)[metric] == score)
        #expect(Judge(run).judge(metric >= score).verdict == .passed)
        #expect(Judge(run).judge(metric > score).verdict == .failed)
    }

    @Test func `a score is told as a number`() {
        let run = RunSnapshot.made(ok: [(60, 400), (30, 1_000)], failed: [(10, .reset)])
        #expect(
            Judge(run).judge(apdex(target: .milliseconds(500)) > 0.9).message
                == "apdex(target: 500 ms) was 0.75, budget > 0.9 (n = 100, 10 failed)")
        #expect(
            Judge(.made([])).judge(apdex(target: .seconds(1)) > 0.9).verdict == .inconclusive)
    }

    @Test func `phases are of the exchanges that went through them`() {
        var label = LabelSnapshot.made(ok: [(200, 50)], failed: [(50, .reset)])
        label.phases.connect = HistogramSnapshot(nanoseconds: (1...100).map { $0 * 1_000_000 })
        label.okExchange = HistogramSnapshot(nanoseconds: (1...200).map { $0 * 1_000_000 })
        let run = RunSnapshot.made([("a", label)])
        let finding = Judge(run).judge(p99.connect < .milliseconds(150))
        #expect(finding.verdict == .passed)
        #expect(finding.message == "p99.connect was 99 ms, budget < 150 ms (n = 100)")
        #expect(LoadTestResult.made(run)[.p50.exchange]?.text == "125 ms")
        #expect(LoadTestResult.made(run)[.p99.exchange] == nil)
        #expect(LoadTestResult.made(run)[.max.connect] == .milliseconds(100))
        let tls = Judge(run).judge(p99.tls < .seconds(1))
        #expect(tls.verdict == .inconclusive)
        #expect(tls.message == "p99.tls has no value: no request went through it (budget < 1 s)")
    }

    @Test func `opened connections are counted`() {
        let samples = (0..<10).map { Sample.made(end: 1, opened: $0 < 3) }
        let run = RunSnapshot.made([("a", LabelSnapshot(samples))])
        #expect(LoadTestResult.made(run)[.openedConnections] == 3)
        #expect(Judge(run).judge(openedConnections <= 2).verdict == .failed)
    }
}
