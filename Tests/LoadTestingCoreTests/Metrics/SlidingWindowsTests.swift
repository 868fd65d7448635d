import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct SlidingWindowsTests {
    /// Sixty quiet seconds with an interval in which some requests are slow.
    private static let spike = (0..<60).map { second in
        LabelSnapshot.made(ok: (12..<22).contains(second) ? [(95, 10), (5, 80)] : [(100, 10)])
    }

    @Test func `the worst window decides, and is named`() {
        let run = RunSnapshot.made(seconds: Self.spike)
        let budget = p99(over: .seconds(10)) < .milliseconds(50)
        let finding = Judge(run).judge(budget)
        #expect(finding.verdict == .failed && finding.measured == .duration(.milliseconds(80)))
        #expect(
            finding.message == "p99(over: 10 s) was 80 ms, budget < 50 ms (n = 1,000, worst of 51"
                + " windows, at 5 s – 15 s)")
        #expect(
            finding.detail == "n = 1,000, 0 failed, worst of 51 windows, at 5 s – 15 s")
        #expect(Judge(run).judge(p99(over: .seconds(60)) < .milliseconds(50)).verdict == .passed)
        #expect(LoadTestResult.made(run)[.p99(over: .seconds(10))] == .milliseconds(80))
        #expect(LoadTestResult.made(run)[.p99(over: .seconds(59))]?.text == "10 ms")
    }

    @Test func `for a budget with a lower bound the smallest value is the worst`() {
        let run = RunSnapshot.made(
            seconds: (0..<10).map { .made(ok: [($0 == 4 ? 20 : 100, 10)]) })
        let finding = Judge(run).judge(throughput(over: .seconds(2)) > .perSecond(90))
        #expect(finding.verdict == .failed && finding.measured == .rate(.perSecond(60)))
        #expect(finding.detail == "120 requests, worst of 9 windows, at 3 s – 5 s")
        #expect(LoadTestResult.made(run)[.throughput(over: .seconds(1))] == .perSecond(20))
        #expect(
            Judge(run).judge(throughput(over: .seconds(1)) < .perSecond(99)).measured
                == .rate(.perSecond(100)))
    }

    @Test func `a window in which nothing ended has no throughput, and misses it`() {
        let run = RunSnapshot.made(
            seconds: (0..<9).map { $0 == 4 ? LabelSnapshot() : .made(ok: [(100, 10)]) })
        let finding = Judge(run).judge(throughput(over: .seconds(1)) > .perSecond(50))
        #expect(finding.verdict == .failed && finding.measured == .rate(.perSecond(0)))
        #expect(
            finding.message == "throughput(over: 1 s) was 0/s, budget > 50/s (0 requests, worst of"
                + " 9 windows, at 4 s – 5 s)")
    }

    @Test func `windows with too few requests are skipped and counted`() {
        let run = RunSnapshot.made(
            seconds: (0..<10).map { .made(ok: [($0 < 3 ? 99 : 100, $0 == 0 ? 500 : 10)]) })
        let finding = Judge(run).judge(p99(over: .seconds(1)) < .milliseconds(50))
        #expect(finding.verdict == .passed)
        #expect(
            finding.detail == "n = 100, 0 failed, worst of 7 windows (3 with too few requests"
                + " skipped), at 3 s – 4 s")
    }

    @Test func `where all windows have too few the budget is inconclusive`() {
        let run = RunSnapshot.made(seconds: (0..<5).map { _ in .made(ok: [(40, 10)]) })
        let finding = Judge(run).judge(p99(over: .seconds(1)) < .milliseconds(50))
        #expect(finding.verdict == .inconclusive)
        #expect(
            finding.message == "p99(over: 1 s) has no value: none of 5 windows of 1 s has 100"
                + " requests (at most 40): use longer windows (budget < 50 ms)")
        let share = Judge(run).judge(errorRate(over: .seconds(1)) < .percent(1))
        #expect(share.verdict == .passed)
    }

    @Test func `a run that is shorter than a window is inconclusive`() {
        let run = RunSnapshot.made(seconds: (0..<5).map { _ in .made(ok: [(400, 10)]) })
        #expect(
            Judge(run).judge(p99(over: .seconds(6)) < .milliseconds(50)).detail
                == "inconclusive: 5 s are less than a window of 6 s: run longer")
    }

    @Test func `a window in which too many failed is the worst`() {
        var seconds = (0..<9).map { _ in LabelSnapshot.made(ok: [(100, 10)]) }
        seconds[3] = .made(ok: [(98, 10)], failed: [(2, .reset)])
        let finding = Judge(.made(seconds: seconds)).judge(p99(over: .seconds(1)) < .seconds(1))
        #expect(finding.verdict == .failed && finding.measured == nil)
        #expect(
            finding.detail == "2 % of 100 requests failed: reset 2, worst of 9 windows, at 3 s –"
                + " 4 s")
    }

    @Test func `windows are rounded up to what intervals cover, and say so`() {
        let run = RunSnapshot.made(seconds: Self.spike, width: 4)
        let finding = Judge(run).judge(p99(over: .seconds(10)) < .milliseconds(50))
        #expect(finding.verdict == .failed)
        #expect(finding.detail.hasSuffix("worst of 13 windows of 12 s, at 4 s – 16 s"))
        #expect(
            Judge(.made(seconds: Self.spike)).judge(
                p99(over: .milliseconds(1_500)) < .seconds(1)
            ).detail.contains("windows of 2 s"))
    }

    @Test func `a last second that is cut off counts for latencies, not for rates`() {
        var seconds = (0..<5).map { _ in LabelSnapshot.made(ok: [(200, 10)]) }
        seconds[4] = .made(ok: [(100, 99)])
        let run = RunSnapshot.made(seconds: seconds, duration: 4.3)
        #expect(run.value(of: p99(over: .seconds(1)).metric) == .duration(.milliseconds(99)))
        #expect(run.value(of: requestCount(over: .seconds(1)).metric) == .count(200))
        #expect(run.value(of: throughput(over: .seconds(1)).metric) == .rate(.perSecond(200)))
    }

    @Test func `windows stay inside their period`() {
        var run = RunSnapshot.made(seconds: Self.spike)
        run.plateau = 25..<60
        #expect(
            Judge(run).judge(p99(over: .seconds(10), during: .plateau) < .milliseconds(50)).verdict
                == .passed)
    }

    /// Against the plain definition: every window summed on its own.
    @Test(arguments: [1, 2, 7, 30], [1, 3])
    func `each window is the sum of its intervals`(length: Int, width: Int) throws {
        var generator = SeededGenerator(seed: 5)
        let seconds = (0..<60).map { _ in
            LabelSnapshot.made(
                ok: (0..<4).map { _ in
                    (
                        count: Int.random(in: 0...40, using: &generator),
                        milliseconds: Double(Int.random(in: 1...500, using: &generator))
                    )
                }, failed: [(Int.random(in: 0...1, using: &generator), .reset)])
        }
        let run = RunSnapshot.made(seconds: seconds, width: width)
        let steps = (length + width - 1) / width
        let sums = (0...(run.intervals.count - steps)).map {
            run.total(of: .everything, in: run.intervals[$0..<$0 + steps])!
        }
        for metric in [
            p50.metric, percentile(90).metric, LatencyMetric.mean.metric, LatencyMetric.min.metric,
            errorRate.metric, apdex(target: .milliseconds(80)).metric,
        ] {
            let least = MinimumSampleSize.forWindow(of: metric)
            let values = sums.filter { $0.requests >= least }.map { $0.value(of: metric)?.number }
            let sliding = metric.scoped(to: .everything, over: .seconds(length), during: nil)
            for worst in [MeasuredPart.Worst.largest, .smallest] {
                let part = try run.part(of: sliding, worst: worst)
                let wanted =
                    values.contains(nil)
                    ? nil
                    : worst == .largest
                        ? values.compactMap(\.self).max()
                        : values.compactMap(\.self).min()
                #expect(part.value(of: metric)?.number == wanted)
            }
        }
    }

    /// 600 intervals of ten labels; a sum of each window on its own would take minutes.
    @Test func `many windows take time in proportion to the run`() {
        var collector = Collector(names: SampleNames(labels: (0..<10).map { "l\($0)" }))
        let label = LabelSnapshot.made(ok: (1...100).map { (3, Double($0)) })
        for second in 0..<600 {
            collector.add(
                second: second, labels: Array(repeating: label, count: 10),
                health: GeneratorHealth(), activeUsers: 1)
        }
        let run = collector.finish(.complete, durationNanoseconds: 600_000_000_000)
        let clock = ContinuousClock()
        let short = clock.measure { _ = run.value(of: p99(over: .seconds(2)).metric) }
        let long = clock.measure { _ = run.value(of: p99(over: .seconds(300)).metric) }
        print("600 × 10: windows of 2 s \(short), of 300 s \(long)")
        #expect(long < short * 5)
    }
}
