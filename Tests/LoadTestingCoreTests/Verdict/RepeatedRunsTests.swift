import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct RepeatedRunsTests {
    private let budget = p99 < .milliseconds(50)

    private func run(_ milliseconds: Double, n: Int = 200, _ budgets: Budget...) -> LoadTestResult {
        LoadTestResult(
            name: "t", target: "http://h", snapshot: .made(ok: [(n, milliseconds)]),
            budgets: budgets.isEmpty ? [budget] : budgets, scale: 1, plannedUsers: 1, seed: 1)
    }

    @Test(
        arguments: [
            ([41, 60, 40], .passed, 41), ([41, 60, 70], .failed, 60), ([60, 60, 10], .failed, 60),
            ([40, 44], .passed, 42), ([40, 64], .failed, 52), ([49], .passed, 49),
        ] as [([Double], Verdict, Int)])
    func `the median of the runs' estimates decides`(
        times: [Double], verdict: Verdict, median: Int
    ) {
        let result = LoadTestResult(medianOf: times.map { run($0) })
        #expect(result.verdict == verdict && result.findings.count == 1)
        #expect(result.findings[0].measured == .duration(.milliseconds(median)))
        #expect(result[.p99] == .milliseconds(median))
        #expect(result.runs.count == times.count)
    }

    @Test func `each run is said`() {
        let result = LoadTestResult(medianOf: [run(41), run(60), run(40)])
        #expect(
            result.findings[0].message == "p99 was 41 ms, budget < 50 ms (median of 3 runs: 41 ms,"
                + " 60 ms, 40 ms)")
        #expect(
            result.runLines.map(\.text) == [
                "run 1: 200 requests, p99 41 ms", "run 2: 200 requests, p99 60 ms",
                "run 3: 200 requests, p99 40 ms",
            ])
        #expect(result.runLines.map(\.verdict) == [.passed, .failed, .passed])
        #expect(result.shownRun == 1 && run(41).shownRun == nil)
    }

    @Test func `a run without a value counts as the worst`() {
        let failing = LoadTestResult.made(
            .made(ok: [(90, 10)], failed: [(110, .reset)]), budget)
        #expect(LoadTestResult(medianOf: [run(41), failing, run(42)]).verdict == .passed)
        #expect(LoadTestResult(medianOf: [run(41), failing, run(42)])[.p99] == .milliseconds(42))
        let result = LoadTestResult(medianOf: [run(41), failing, failing])
        #expect(result.verdict == .failed && result[.p99] == nil)
    }

    @Test func `where most runs could not tell, neither can the median`() {
        let result = LoadTestResult(medianOf: [run(41), run(41, n: 40), run(42, n: 40)])
        #expect(result.verdict == .inconclusive)
        #expect(
            result.findings[0].detail == "inconclusive: 2 of 3 runs could not tell, such as: p99 of"
                + " 40 requests is simply the slowest one; needs 100 (41 ms, budget < 50 ms)")
        #expect(
            LoadTestResult(medianOf: [run(41), run(41, n: 40), run(42)]).verdict == .passed)
    }

    @Test func `a bound that each run measures itself is held in most of them or not`() {
        func pair(_ new: Double) -> LoadTestResult {
            LoadTestResult.made(
                .made([("new", .made(ok: [(200, new)])), ("old", .made(ok: [(200, 50)]))]),
                p99(of: "new") < p99(of: "old") * 1.1)
        }
        let result = LoadTestResult(medianOf: [pair(50), pair(60), pair(51)])
        #expect(result.verdict == .passed)
        #expect(result.findings[0].detail == "held in 2 of 3 runs: 50 ms, 60 ms, 51 ms")
        #expect(LoadTestResult(medianOf: [pair(60), pair(60), pair(51)]).verdict == .failed)
        #expect(LoadTestResult(medianOf: [pair(60), pair(51)]).verdict == .failed)
    }

    @Test func `from five runs on their spread makes the interval`() {
        func sure(_ bound: Double, _ times: [Double]) -> Finding {
            let budget = (p99 < .milliseconds(bound)).confident()
            return LoadTestResult(medianOf: times.map { run($0, budget) }).findings[0]
        }
        let five: [Double] = [40, 41, 42, 43, 44]
        // 42 ± 2.132 · 1.581 / √5 = 40.49 … 43.51.
        #expect(sure(44, five).verdict == .passed)
        #expect(sure(43, five).verdict == .inconclusive)
        #expect(sure(41, five).verdict == .inconclusive)
        #expect(sure(40, five).verdict == .failed)
        #expect(sure(44, five).measured == .duration(.milliseconds(42)))
        #expect(
            sure(44, five).detail == "mean of 5 runs, between 40.5 ms – 43.5 ms, each end at 95 %:"
                + " 40 ms, 41 ms, 42 ms, 43 ms, 44 ms")
        #expect(sure(44, [40, 41, 42]).verdict == .inconclusive)
    }

    @Test func `runs of which nothing can be said make no interval`() {
        let budget = (p99 < .milliseconds(50)).confident()
        let runs = [40.0, 41, 42, 41, 40].map { milliseconds in
            var run = RunSnapshot.made(ok: [(200, milliseconds)])
            run.arrivals.planned = 10_000
            run.arrivals.started = 200
            run.arrivals.unstarted = 9_800
            return LoadTestResult.made(run, budget)
        }
        #expect(LoadTestResult(medianOf: runs).verdict == .inconclusive)
    }

    @Test func `what runs say of themselves keeps its run`() {
        let dead = LoadTestResult.made(.made(ok: [(200, 41)], end: .unresponsive), budget)
        let result = LoadTestResult(medianOf: [run(41), dead, run(42)])
        #expect(result.verdict == .failed)
        #expect(result.findings.last?.message.hasPrefix("run 2: stopped: every request") == true)
        let cancelled = LoadTestResult.made(.made(ok: [(200, 41)], end: .cancelled), budget)
        #expect(LoadTestResult(medianOf: [run(41), cancelled]).wasAborted)
    }

    // MARK: - onMiss: .confirm

    @Test(
        arguments: [
            ([50.0], true), ([62.5], true), ([62.6], false), ([49.0], false), ([100.0], false),
            ([55, 48], true), ([55, 90], false),
        ])
    func `only near misses are to be confirmed`(times: [Double], needed: Bool) {
        let labels = times.enumerated().map { ("l\($0.offset)", $0.element) }
        var result = LoadTestResult(
            name: "t", target: "http://h",
            snapshot: .made(labels.map { ($0.0, .made(ok: [(200, $0.1)])) }),
            budgets: labels.map { .max(of: $0.0) < .milliseconds(50) }, scale: 1, plannedUsers: 1,
            seed: 1)
        #expect(result.needsConfirmation == needed)
        result = LoadTestResult.made(.made(ok: [(200, 55)], end: .limit), budget)
        #expect(!result.needsConfirmation)
    }

    @Test(
        arguments: [(55, 48, .passed), (55, 51, .failed), (55, 90, .failed)]
            as [(Double, Double, Verdict)])
    func `a near miss fails where both runs miss`(
        first: Double, second: Double, verdict: Verdict
    ) {
        let result = LoadTestResult(run(first), confirmedBy: run(second))
        #expect(result.verdict == verdict)
        let missed = verdict == .failed ? 2 : 1
        #expect(
            result.findings[0].detail == "missed in \(missed) of 2 runs, onMiss: .confirm:"
                + " \(Int(first)) ms, \(Int(second)) ms")
        #expect(result[.p99] == .milliseconds(Int(second)) && result.shownRun == 2)
    }

    @Test func `a far miss of the second run counts, whatever the first one said of it`() {
        let (time, share) = (p50 < .milliseconds(50), errorRate < .percent(1))
        let second = LoadTestResult.made(
            .made(ok: [(200, 48)], failed: [(90, .reset)]), time, share)
        let result = LoadTestResult(run(55, time, share), confirmedBy: second)
        #expect(result.findings.map(\.verdict) == [.passed, .failed])
        #expect(
            result.findings[1].detail
                == "missed in 1 of 2 runs, onMiss: .confirm: 0 %, 31.03 %")
    }

    @Test func `a budget that held keeps its own line`() {
        let (time, share) = (p99 < .milliseconds(50), errorRate < .percent(1))
        let result = LoadTestResult(run(55, time, share), confirmedBy: run(48, time, share))
        #expect(result.findings[1].detail == "0 of 200: at most 1.5 % at 95 %")
        #expect(result.verdict == .passed)
    }

    @Test func `a result of several runs survives JSON`() throws {
        let result = LoadTestResult(medianOf: [run(41), run(60), run(40)])
        let decoded = try JSONDecoder().decode(
            LoadTestResult.self, from: JSONEncoder().encode(result))
        #expect(decoded.findings == result.findings && decoded[.p99] == .milliseconds(41))
        #expect(decoded.runs.count == 3)
    }
}
