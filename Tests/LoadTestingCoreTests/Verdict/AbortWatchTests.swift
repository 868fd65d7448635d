import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct AbortWatchTests {
    /// 100 requests a second; from second 20 on 80 of them fail.
    private let run = RunSnapshot.made(
        seconds: (0..<40).map { second in
            second < 20
                ? .made(ok: [(100, 10)]) : .made(ok: [(20, 10)], failed: [(80, .http(status: 503))])
        })

    private func firstSecond(_ rule: AbortRule, in run: RunSnapshot) -> Int? {
        (0..<40).first { second in
            var soFar = run
            soFar.intervals.removeAll { $0.startSecond > second }
            return AbortWatch([rule]).finding(in: soFar, after: second) != nil
        }
    }

    @Test func `the last whole seconds are looked at, not the whole run`() {
        let rule = abortWhen(errorRate(over: .seconds(10)) > .percent(50))
        // 7 of 10 s with 80 % make 56 %.
        #expect(firstSecond(rule, in: run) == 26)
        #expect(firstSecond(abortWhen(errorRate > .percent(35)), in: run) == 35)
        #expect(firstSecond(abortWhen(errorRate > .percent(90)), in: run) == nil)
        #expect(firstSecond(abortWhen(p99(over: .seconds(1)) > .seconds(1)), in: run) == 20)
        #expect(firstSecond(abortWhen(p99(over: .seconds(1)) < .seconds(1)), in: run) == 0)
    }

    @Test func `the finding has the line of its rule, and numbers`() throws {
        let line = #line + 1
        let rule = abortWhen(errorRate(over: .seconds(10)) > .percent(50))
        var soFar = run
        soFar.intervals.removeAll { $0.startSecond > 29 }
        let finding = try #require(AbortWatch([rule]).finding(in: soFar, after: 29))
        #expect(finding.verdict == .failed && finding.budget == nil)
        #expect(finding.location?.line == line)
        #expect(
            finding.message == "stopped at 30 s by abortWhen: errorRate(over: 10 s) was 80 %, limit"
                + " > 50 % (1,000 requests, 20 s – 30 s: http(503) 800)")
    }

    @Test func `a window that is not full yet, and few requests, end nothing`() {
        let rule = abortWhen(errorRate(over: .seconds(10)) > .percent(50))
        let failing = RunSnapshot.made(
            seconds: (0..<40).map { _ in .made(ok: [], failed: [(100, .reset)]) })
        #expect(firstSecond(rule, in: failing) == 9)
        let rare = RunSnapshot.made(
            seconds: (0..<40).map { _ in .made(ok: [], failed: [(1, .reset)]) })
        #expect(firstSecond(rule, in: rare) == nil)
        #expect(firstSecond(abortWhen(errorRate > .percent(50)), in: rare) == 19)
    }

    @Test func `rates need no requests: that none come is what they are about`() {
        let stalled = RunSnapshot.made(
            seconds: (0..<40).map { $0 < 10 ? .made(ok: [(100, 10)]) : LabelSnapshot() })
        #expect(
            firstSecond(abortWhen(throughput(over: .seconds(3)) < .perSecond(1)), in: stalled)
                == 12)
    }

    @Test func `rates are not evaluated where the load did not last for the second`() {
        let run = RunSnapshot.made(
            seconds: [.made(ok: [(100, 10)]), .made(ok: [(9, 10)], failed: [(21, .reset)])])
        let rate = AbortWatch([abortWhen(throughput(over: .seconds(1)) < .perSecond(50))])
        #expect(rate.finding(in: run, after: 1) != nil)
        #expect(rate.finding(in: run, after: 1, isUnderLoad: false) == nil)
        let errors = AbortWatch([abortWhen(errorRate(over: .seconds(1)) > .percent(50))])
        #expect(errors.finding(in: run, after: 1, isUnderLoad: false) != nil)
    }

    @Test func `the warm-up ends nothing`() {
        let run = RunSnapshot.made(
            seconds: (0..<40).map { second in
                second < 15 ? .made(ok: [], failed: [(100, .reset)]) : .made(ok: [(100, 10)])
            }, warmUp: 15)
        #expect(firstSecond(abortWhen(errorRate(over: .seconds(2)) > .percent(1)), in: run) == nil)
    }

    @Test func `one label against another`() {
        var collector = Collector(names: SampleNames(labels: ["a", "b"]))
        for second in 0..<40 {
            collector.add(
                second: second,
                labels: [
                    .made(ok: [(100, second < 30 ? 10 : 90)]), .made(ok: [(100, 40)]),
                ], health: GeneratorHealth(), activeUsers: 1)
        }
        let run = collector.finish(.complete, durationNanoseconds: 40_000_000_000)
        let rule = abortWhen(
            p50(of: "a", over: .seconds(4)) > p50(of: "b", over: .seconds(4)) * 2)
        #expect(firstSecond(rule, in: run) == 32)
    }

    @Test func `an aborted run has failed with the rule's finding beside its budgets`() {
        let finding = Finding(run: .failed, .ended(.limit))
        let result = LoadTestResult(
            name: "t", target: "http://h", snapshot: .made(ok: [(200, 1)], end: .aborted),
            budgets: [p99 < .seconds(1)], scale: 1, plannedUsers: 1, seed: 1, abort: finding)
        #expect(result.findings.map(\.verdict) == [.passed, .failed])
        #expect(result.findings[1] == finding)
    }
}
