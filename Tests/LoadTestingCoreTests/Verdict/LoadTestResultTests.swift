import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct LoadTestResultTests {
    private let run = RunSnapshot.made([
        ("login", .made(ok: [(90, 10)], failed: [(10, .http(status: 503))])),
        ("home", .made(ok: [(100, 20)])), ("never", LabelSnapshot()),
    ])

    @Test func `figures are read by metric, over everything and by label`() {
        let result = LoadTestResult.made(run)
        #expect(result[.p50] == .milliseconds(20))
        #expect(result[.p50(of: "login")] == .milliseconds(10))
        #expect(result[.p95(of: "login")] == nil)
        #expect(result[.p99(of: "home").service] == .milliseconds(20))
        #expect(result[.min] == .milliseconds(10))
        #expect(result[.max] == nil && result[.max(of: "home")] == .milliseconds(20))
        #expect(result[.mean(of: "home")] == .milliseconds(20))
        #expect(result[.errorRate] == .percent(5))
        #expect(result[.errorRate(of: "login")] == .percent(10))
        #expect(result[.throughput] == .perSecond(19))
        #expect(result[.requestRate] == .perSecond(20))
        #expect(result[.requestCount] == 200)
        #expect(result.requests == 200 && result.errors == 10)
        #expect(result.requests(of: "login") == 100 && result.errors(of: "login") == 10)
        #expect(result.errorsByCause == [.http(status: 503): 10])
        #expect(result.labels == ["login", "home", "never"])
    }

    @Test func `what was not measured has no value`() {
        let result = LoadTestResult.made(run)
        #expect(result[.p50(of: "never")] == nil && result[.p50(of: "unknown")] == nil)
        #expect(result[.errorRate(of: "never")] == nil)
        #expect(result[.throughput(of: "never")] == nil)
        #expect(result[.requestCount(of: "never")] == 0)
        #expect(result[.requestCount(of: "unknown")] == nil)
        #expect(result.requests(of: "unknown") == 0 && result.errors(of: "unknown") == 0)
        #expect(result[.percentile(0)] == nil && result[.percentile(.nan)] == nil)
    }

    @Test func `findings stand in the order written, then those of the run`() {
        var health = GeneratorHealth()
        health.failures = [.generatorPorts: 1_200, .generatorDescriptors: 3]
        let result = LoadTestResult.made(
            .made([("a", .made(ok: [(200, 10)]))], health: health, end: .limit),
            p99 < .seconds(1), errorRate < .percent(1), p50 < .milliseconds(1))
        #expect(
            result.findings.map(\.verdict) == [
                .passed, .passed, .failed, .invalid, .invalid, .failed,
            ])
        #expect(
            result.findings.suffix(3).map(\.message) == [
                "the load generator ran out of open files 3 times (generator(fd)); nothing can be "
                    + "said about the server: use fewer users, or raise the limit",
                "the load generator ran out of ports 1,200 times (generator(port)); nothing can be "
                    + "said about the server: use fewer users, or raise the limit",
                "stopped: the run reached its limit; LoadTest(…, limit:) sets a longer one",
            ])
        #expect(result.findings.suffix(3).allSatisfy { $0.budget == nil && $0.measured == nil })
        #expect(result.verdict == .invalid)
    }

    @Test(arguments: [
        (RunEnd.complete, nil), (.cancelled, "cancelled: the task was cancelled"),
        (.interrupted, "interrupted by SIGINT"),
        (
            .unresponsive,
            "stopped: every request of the last 10 s failed; stopsWhenDead: false continues"
        ),
        (.limit, "stopped: the run reached its limit; LoadTest(…, limit:) sets a longer one"),
    ])
    func `a run that was aborted has failed and says why`(end: RunEnd, message: String?) {
        let result = LoadTestResult.made(.made(ok: [(200, 1)], end: end), p99 < .seconds(1))
        #expect(result.findings.dropFirst().map(\.message) == (message.map { [$0] } ?? []))
        #expect(result.verdict == (end == .complete ? .passed : .failed))
        #expect(result.wasAborted == [.cancelled, .interrupted].contains(end))
    }

    @Test func `a run of which nothing was asked has passed where nothing failed`() {
        #expect(LoadTestResult.made(run).verdict == .failed)
        #expect(LoadTestResult.made(.made(ok: [(200, 1)])).verdict == .passed)
        #expect(LoadTestResult.made(.made([])).verdict == .passed)
    }

    @Test(
        arguments: [
            ([], .passed), ([.passed], .passed), ([.passed, .inconclusive], .inconclusive),
            ([.inconclusive, .failed, .passed], .failed), ([.failed, .invalid], .invalid),
            ([.invalid, .inconclusive], .invalid),
        ] as [([Verdict], Verdict)])
    func `invalid outweighs failed, failed outweighs inconclusive`(
        verdicts: [Verdict], verdict: Verdict
    ) {
        #expect(Judge.verdict(of: verdicts.map { Finding(run: $0, .ended(.limit)) }) == verdict)
    }

    @Test func `a scaled load is not judged by what depends on its size`() {
        let result = LoadTestResult.made(
            run, throughput > .perSecond(1_000), p50 < .seconds(1), requestCount > 1_000,
            requestRate(of: "home") > .perSecond(1_000), errorRate < .percent(50), scale: 0.01)
        #expect(result.findings.compactMap(\.budget?.metric.description) == ["p50", "errorRate"])
        #expect(
            result.unjudgedBudgets.map(\.description) == [
                "throughput > 1,000/s", "requestCount > 1,000",
                "requestRate(of: \"home\") > 1,000/s",
            ])
        #expect(result.verdict == .passed)
        #expect(LoadTestResult.made(run, requestCount > 1).unjudgedBudgets.isEmpty)
    }

    @Test func `judging after the run gives what the plan would have got`() {
        let budget = p50 < .milliseconds(1)
        #expect(
            LoadTestResult.made(run).judge(budget) == LoadTestResult.made(run, budget).findings[0])
    }

    @Test func `a result survives JSON`() throws {
        let result = LoadTestResult.made(run, p50 < .seconds(1), requestCount > 1, scale: 0.5)
        let data = try JSONEncoder().encode(result)
        let decoded = try JSONDecoder().decode(LoadTestResult.self, from: data)
        #expect(decoded.snapshot == result.snapshot)
        #expect(decoded.findings == result.findings)
        #expect(decoded.unjudgedBudgets == result.unjudgedBudgets)
        #expect(decoded.name == "health" && decoded.scale == 0.5 && decoded.seed == 1)
        #expect(decoded.description == result.description)
    }
}
