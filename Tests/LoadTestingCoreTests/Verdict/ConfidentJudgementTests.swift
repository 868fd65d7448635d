import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct ConfidentJudgementTests {
    /// A minute in which the slowest requests of a second take 40 ms, give or take a spread.
    private func run(
        seconds: Int = 60, requests: Int = 1_000, spread: Double = 1
    ) -> RunSnapshot {
        var generator = SeededGenerator(seed: 3)
        return .made(
            seconds: (0..<seconds).map { _ in
                let tail = 40 + Double.random(in: -spread...spread, using: &generator)
                return .made(ok: [(requests * 98 / 100, 10), (requests * 2 / 100, tail)])
            })
    }

    @Test func `the interval decides: passed above it, failed below it, inconclusive inside`() {
        let judge = Judge(run())
        let passed = judge.judge((p99 < .milliseconds(50)).confident())
        #expect(passed.verdict == .passed)
        #expect(passed.detail.hasPrefix("n = 60,000, 0 failed, between "))
        #expect(passed.detail.contains("each end at 95 % (time slices "))
        #expect(judge.judge((p99 < .milliseconds(30)).confident()).verdict == .failed)
        #expect(judge.judge((p99 > .milliseconds(30)).confident()).verdict == .passed)
        #expect(judge.judge((p99 > .milliseconds(50)).confident()).verdict == .failed)
    }

    @Test func `a bound inside the interval says how long a run would tell`() throws {
        let run = run(spread: 20)
        let interval = try run.interval(of: p99.metric, by: .confident).get()
        let estimate = try #require(LoadTestResult.made(run)[.p99])
        let bound = estimate + (interval.upper - estimate) / 2
        let finding = Judge(run).judge((p99 < bound).confident())
        #expect(finding.verdict == .inconclusive)
        #expect(finding.message.contains(", but not for sure: between \(interval)"))
        // Half the width away: twice as narrow takes four times as long.
        let seconds = try #require(finding.detail.firstMatch(of: /run ≥ (\d+) s/)).1
        #expect((200...260).contains(Int(seconds) ?? 0))
        #expect(Judge(run).judge(p99 < bound).verdict == .passed)
    }

    @Test func `too short a run says how long it has to be`() {
        let short = Judge(run(seconds: 20, requests: 100)).judge(
            (p99 < .milliseconds(50)).confident())
        #expect(short.verdict == .inconclusive)
        #expect(
            short.detail == "inconclusive: too short: needs 10,000 requests, has 2,000: run ≥ 100 s"
        )
        let few = Judge(run(seconds: 2, requests: 100)).judge(
            (p99 < .milliseconds(50)).confident())
        #expect(few.verdict == .inconclusive)
        #expect(
            few.detail == "inconclusive: 200 requests; to be sure takes at least 299: run ≥ 100 s")
    }

    @Test(arguments: [
        throughput > .perSecond(1), errorRate < .percent(1), .mean < .seconds(1),
        p99 < p99(of: "GET /") * 2, p99(over: .seconds(10)) < .seconds(1),
    ])
    func `what has no interval is inconclusive`(budget: Budget) {
        let finding = Judge(run()).judge(budget.confident())
        #expect(finding.verdict == .inconclusive)
        #expect(
            finding.detail
                == "inconclusive: .confident() takes a percentile of the run or a part of"
                + " it against a duration")
    }

    @Test func `a percentile that failed requests leave without a value has failed`() {
        let run = RunSnapshot.made(
            seconds: (0..<20).map { _ in .made(ok: [(900, 10)], failed: [(100, .reset)]) })
        #expect(Judge(run).judge((p99 < .seconds(1)).confident()).verdict == .failed)
    }

    @Test func `a report prints the interval of a percentile that was not asked to be sure`() throws
    {
        let run = run()
        let finding = Judge(run).judge(p99 < .milliseconds(50))
        let interval = try run.interval(of: p99.metric, by: .printed).get()
        #expect(finding.detail == "n = 60,000, 0 failed, \(interval.detail)")
        #expect(finding.message == "p99 was \(finding.measured!), budget < 50 ms (n = 60,000)")
    }

    @Test(arguments: [(99, 299), (99.9, 2_995), (99.99, 29_956), (95, 59), (50, 5), (100, 20)])
    func `to be sure takes the least n with pⁿ ≤ 5 %`(percent: Double, least: UInt64) {
        #expect(MinimumSampleSize.forConfidence(percent) == least)
    }
}
