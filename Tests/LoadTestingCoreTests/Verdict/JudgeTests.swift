import TestSupport
import Testing

@testable import LoadTestingCore

/// A run with a budget and everything that must be said of it.
struct Judged: Sendable, CustomTestStringConvertible {
    var ok: [(count: Int, milliseconds: Double)] = []
    var failed: [(count: Int, cause: FailureCause)] = []
    var budget: Budget
    var verdict: Verdict
    var message: String
    var detail: String

    var testDescription: String { message }
}

@Suite struct JudgeTests {
    @Test(arguments: percentiles + percentilesWithFailures + fewRequests)
    func `a percentile is judged by its estimate, failures being slower than every bound`(
        judged: Judged
    ) {
        check(judged)
    }

    @Test(arguments: shares + extremes)
    func `shares, rates, numbers and extremes are judged by their value`(judged: Judged) {
        check(judged)
    }

    @Test(arguments: withoutRequests)
    func `without requests nothing passes`(judged: Judged) { check(judged) }

    private func check(_ judged: Judged) {
        let run = RunSnapshot.made(ok: judged.ok, failed: judged.failed)
        let finding = Judge(run).judge(judged.budget)
        #expect(finding.verdict == judged.verdict)
        #expect(finding.message == judged.message)
        #expect(finding.detail == judged.detail)
        #expect(finding.budget == judged.budget)
        #expect(finding.description == "\(judged.verdict): \(judged.message)")
    }

    @Test func `a label's budget looks at the requests of that label only`() {
        let run = RunSnapshot.made([
            ("fast", .made(ok: [(100, 1)])),
            ("slow", .made(ok: [(99, 500)], failed: [(1, .reset)])),
        ])
        let judge = Judge(run)
        #expect(judge.judge(p95(of: "fast") < .milliseconds(2)).verdict == .passed)
        #expect(judge.judge(p95(of: "slow") < .milliseconds(2)).verdict == .failed)
        #expect(judge.judge(errorRate(of: "fast") <= .percent(0)).verdict == .passed)
        #expect(judge.judge(errorRate(of: "slow") <= .percent(0)).verdict == .failed)
        #expect(judge.judge(requestCount >= 200).verdict == .passed)
        let unknown = judge.judge(p95(of: "nobody") < .milliseconds(2))
        #expect(unknown.verdict == .inconclusive && unknown.measured == nil)
        #expect(
            unknown.message
                == "p95(of: \"nobody\") has no value: no request has this label (budget < 2 ms)")
    }

    @Test func `service time is judged by its own histograms`() {
        let samples = (0..<100).map { Sample.made(due: $0, start: $0 + 80, end: $0 + 90) }
        let run = RunSnapshot.made([("a", LabelSnapshot(samples))])
        #expect(Judge(run).judge(p99.service < .milliseconds(20)).verdict == .passed)
        #expect(Judge(run).judge(p99 < .milliseconds(20)).verdict == .failed)
        #expect(
            Judge(run).judge(p99.service < .milliseconds(5)).message
                == "p99.service was 10 ms, budget < 5 ms (n = 100)")
    }

    @Test func `not a number is no percentile`() {
        let finding = Judge(.made(ok: [(100, 1)])).judge(percentile(.nan) < .seconds(1))
        #expect(finding.verdict == .inconclusive && finding.measured == nil)
    }

    @Test(
        arguments: [
            (50.0, .less, false), (50, .atMost, true), (50, .greater, false), (50, .atLeast, true),
            (49.9, .less, true), (49.9, .atMost, true), (49.9, .greater, false),
            (50.1, .greater, true), (50.1, .atLeast, true), (50.1, .atMost, false),
        ] as [(Double, Budget.Comparison, Bool)])
    func `each comparison holds as it is written`(
        milliseconds: Double, comparison: Budget.Comparison, holds: Bool
    ) {
        var budget = LatencyMetric.max < .milliseconds(50)
        budget.comparison = comparison
        let run = RunSnapshot.made(ok: [(100, milliseconds)])
        #expect(Judge(run).judge(budget).verdict == (holds ? .passed : .failed))
    }

    @Test func `a bound of another unit never holds`() {
        var budget = p50 < .milliseconds(50)
        budget.bound = .value(.count(1_000))
        #expect(Judge(.made(ok: [(100, 1)])).judge(budget).verdict == .failed)
    }

    /// RULES 2: `p99 < b` and `share(under: b) > 99 %` always agree.
    @Test func `a percentile holds exactly when enough requests succeeded below the bound`() {
        var generator = SeededGenerator(seed: 17)
        for _ in 0..<300 {
            let counts = (0..<3).map { _ in Int.random(in: 0...200, using: &generator) }
            let run = RunSnapshot.made(
                ok: [(1_000 + counts[0], 1), (counts[1], 100)], failed: [(counts[2], .reset)])
            let all = 1_000 + counts.reduce(0, +)
            for percent in [80, 90, 95, 99] {
                let enough = (percent * all + 99) / 100 <= 1_000 + counts[0]
                let finding = Judge(run).judge(percentile(Double(percent)) < .milliseconds(50))
                #expect((finding.verdict == .passed) == enough)
            }
        }
    }
}

private let percentiles = [
    Judged(
        ok: [(117_000, 41.8), (2_204, 61.4)], budget: p99 < .milliseconds(50), verdict: .failed,
        message: "p99 was 61.4 ms, budget < 50 ms (n = 119,204)",
        detail: "n = 119,204, 0 failed"),
    Judged(
        ok: [(119_204, 41.8)], budget: p99 < .milliseconds(50), verdict: .passed,
        message: "p99 was 41.8 ms, budget < 50 ms (n = 119,204)",
        detail: "n = 119,204, 0 failed"),
    Judged(
        ok: [(995, 10), (3, 80)], failed: [(2, .reset)], budget: p99 < .milliseconds(50),
        verdict: .passed, message: "p99 was 10 ms, budget < 50 ms (n = 1,000, 2 failed)",
        detail: "n = 1,000, 2 failed"),
    Judged(
        ok: [(100, 30)], budget: p50 >= .milliseconds(30), verdict: .passed,
        message: "p50 was 30 ms, budget >= 30 ms (n = 100)",
        detail: "n = 100, 0 failed"),
    Judged(
        ok: [(100, 30)], budget: percentile(101) < .milliseconds(30), verdict: .inconclusive,
        message: "p101 has no value: a percentile is above 0 and at most 100 (budget < 30 ms)",
        detail: "inconclusive: a percentile is above 0 and at most 100"),
    Judged(
        ok: [(100, 30)], budget: percentile(.infinity) < .milliseconds(30), verdict: .inconclusive,
        message: "pinf has no value: a percentile is above 0 and at most 100 (budget < 30 ms)",
        detail: "inconclusive: a percentile is above 0 and at most 100"),
]

private let percentilesWithFailures = [
    Judged(
        ok: [(9_790, 12.3)], failed: [(200, .responseTimeout), (10, .reset)],
        budget: p99 < .milliseconds(50), verdict: .failed,
        message: "p99 has no value: 2.1 % of 10,000 requests failed (budget < 50 ms; p99 of those "
            + "that succeeded 12.3 ms); timeout(response) 200, reset 10",
        detail: "2.1 % of 10,000 requests failed: timeout(response) 200, reset 10"),
    Judged(
        failed: [(5, .connect)], budget: p99 < .seconds(50), verdict: .failed,
        message: "p99 has no value: 100 % of 5 requests failed (budget < 50 s); connect 5",
        detail: "100 % of 5 requests failed: connect 5"),
    Judged(
        ok: [(39, 10)], failed: [(1, .reset)], budget: p99 < .seconds(1), verdict: .inconclusive,
        message: "p99 has no value: 2.5 % of 40 requests failed (budget < 1 s; p99 of those that "
            + "succeeded 10 ms); reset 1",
        detail: "inconclusive: 2.5 % of 40 requests failed: reset 1"),
    Judged(
        ok: [(99, 10)], failed: [(1, .reset)], budget: .max < .seconds(1), verdict: .failed,
        message: "max has no value: 1 % of 100 requests failed (budget < 1 s; max of those that "
            + "succeeded 10 ms); reset 1",
        detail: "1 % of 100 requests failed: reset 1"),
    Judged(
        failed: [(3, .reset)], budget: .mean < .seconds(1), verdict: .failed,
        message: "mean has no value: 100 % of 3 requests failed (budget < 1 s); reset 3",
        detail: "100 % of 3 requests failed: reset 3"),
]

private let fewRequests = [
    Judged(
        ok: [(40, 41.8)], budget: p99 < .milliseconds(50), verdict: .inconclusive,
        message:
            "p99 of 40 requests is simply the slowest one; needs 100 (41.8 ms, budget < 50 ms)",
        detail: "inconclusive: 40 requests; p99 needs 100 (run 3 times as long)"),
    Judged(
        ok: [(400, 20)], budget: p999 < .milliseconds(80), verdict: .inconclusive,
        message: "p99.9 of 400 requests is simply the slowest one; needs 1,000 (20 ms, budget "
            + "< 80 ms)",
        detail: "inconclusive: 400 requests; p99.9 needs 1,000 (run 3 times as long)"),
    Judged(
        ok: [(10, 20)], budget: p50 < .milliseconds(80), verdict: .inconclusive,
        message: "p50 of 10 requests says little; needs 20 (20 ms, budget < 80 ms)",
        detail: "inconclusive: 10 requests; p50 needs 20 (run 2 times as long)"),
    Judged(
        ok: [(100, 20)], budget: p99 < .milliseconds(80), verdict: .passed,
        message: "p99 was 20 ms, budget < 80 ms (n = 100)",
        detail: "n = 100, 0 failed"),
    // P(X ≥ 2 of 40 at 1 %) = 6.1 %, P(X ≥ 3) = 0.75 %.
    Judged(
        ok: [(38, 20), (2, 90)], budget: p99 < .milliseconds(80), verdict: .inconclusive,
        message: "p99 was 90 ms, budget < 80 ms (n = 40)",
        detail: "inconclusive: n = 40, 0 failed"),
    Judged(
        ok: [(37, 20), (3, 90)], budget: p99 < .milliseconds(80), verdict: .failed,
        message: "p99 was 90 ms, budget < 80 ms (n = 40)",
        detail: "n = 40, 0 failed"),
    Judged(
        ok: [(37, 20), (3, 80)], budget: p99 < .milliseconds(80), verdict: .failed,
        message: "p99 was 80 ms, budget < 80 ms (n = 40)",
        detail: "n = 40, 0 failed"),
    Judged(
        ok: [(37, 20), (1, 90)], failed: [(2, .reset)], budget: p95 <= .milliseconds(80),
        verdict: .failed, message: "p95 was 90 ms, budget <= 80 ms (n = 40, 2 failed)",
        detail: "n = 40, 2 failed"),
    Judged(
        ok: [(10, 20)], budget: p50 > .milliseconds(80), verdict: .inconclusive,
        message: "p50 was 20 ms, budget > 80 ms (n = 10)",
        detail: "inconclusive: n = 10, 0 failed"),
]

private let shares = [
    Judged(
        ok: [(50, 1)], budget: errorRate < .percent(0.1), verdict: .passed,
        message: "errorRate was 0 %, budget < 0.1 % (0 of 50: at most 5.8 % at 95 %)",
        detail: "0 of 50: at most 5.8 % at 95 %"),
    Judged(
        ok: [(1_002_129, 1)], failed: [(1_190, .responseTimeout), (14, .reset)],
        budget: errorRate < .percent(0.1), verdict: .failed,
        message: "errorRate was 0.12 %, budget < 0.1 % (1,204 of 1,003,333: timeout(response) "
            + "1,190, reset 14)",
        detail: "1,204 of 1,003,333: timeout(response) 1,190, reset 14"),
    Judged(
        ok: [(1_000_000, 1)], budget: errorRate <= .percent(0), verdict: .passed,
        message: "errorRate was 0 %, budget <= 0 % (0 of 1,000,000: at most 0.0003 % at 95 %)",
        detail: "0 of 1,000,000: at most 0.0003 % at 95 %"),
    Judged(
        ok: [(500, 1)], budget: throughput > .perSecond(50), verdict: .failed,
        message: "throughput was 50/s, budget > 50/s (500 requests)", detail: "500 requests"),
    Judged(
        ok: [(500, 1)], failed: [(500, .http(status: 503))],
        budget: throughput > .perSecond(90), verdict: .failed,
        message: "throughput was 50/s, budget > 90/s (1,000 requests, 500 failed)",
        detail: "1,000 requests, 500 failed"),
    Judged(
        ok: [(500, 1)], failed: [(500, .http(status: 503))],
        budget: requestRate > .perSecond(90), verdict: .passed,
        message: "requestRate was 100/s, budget > 90/s (1,000 requests, 500 failed)",
        detail: "1,000 requests, 500 failed"),
    Judged(
        failed: [(1_000, .http(status: 503))], budget: throughput > .perSecond(0),
        verdict: .failed,
        message: "throughput was 0/s, budget > 0/s (1,000 requests, 1,000 failed)",
        detail: "1,000 requests, 1,000 failed"),
    Judged(
        ok: [(7, 1)], failed: [(2, .reset)], budget: requestCount >= 9, verdict: .passed,
        message: "requestCount was 9, budget >= 9 (9 requests, 2 failed)",
        detail: "9 requests, 2 failed"),
]

private let extremes = [
    Judged(
        ok: [(1, 5), (1, 15)], budget: .mean < .milliseconds(11), verdict: .passed,
        message: "mean was 10 ms, budget < 11 ms (n = 2)", detail: "n = 2, 0 failed"),
    Judged(
        ok: [(1, 5), (1, 15)], budget: .max < .milliseconds(15), verdict: .failed,
        message: "max was 15 ms, budget < 15 ms (n = 2)", detail: "n = 2, 0 failed"),
    Judged(
        ok: [(1, 5)], failed: [(1, .reset)], budget: .min > .milliseconds(4), verdict: .passed,
        message: "min was 5 ms, budget > 4 ms (n = 2, 1 failed)", detail: "n = 2, 1 failed"),
]

private let withoutRequests =
    [
        p99 < .seconds(1), p99 > .zero, .mean < .seconds(1), .max < .seconds(1),
        errorRate < .percent(1),
        errorRate >= .percent(0), throughput > .perSecond(0), throughput < .perSecond(1),
        requestCount < 5, requestCount >= 0,
    ].map { budget in
        Judged(
            budget: budget, verdict: .inconclusive,
            message:
                "\(budget.metric) has no value: no request was measured (budget \(budget.limit))",
            detail: "no requests")
    } + [
        Judged(
            budget: requestCount >= 1, verdict: .failed,
            message: "requestCount was 0, budget >= 1 (0 requests)", detail: "0 requests")
    ]
