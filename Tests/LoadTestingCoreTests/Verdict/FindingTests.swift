import Foundation
import TestSupport
import Testing

@testable import LoadTestingCore

/// A finding provides values, so that none has to be parsed from its text.
@Suite struct FindingTests {
    private func finding(
        _ budget: Budget, ok: [(count: Int, milliseconds: Double)] = [],
        failed: [(count: Int, cause: FailureCause)] = []
    ) -> Finding {
        LoadTestResult.made(.made(ok: ok, failed: failed), budget).findings[0]
    }

    @Test func `a decided budget has its number of requests, and no reason`() {
        let finding = finding(errorRate < .percent(10), ok: [(190, 10)], failed: [(10, .reset)])
        #expect(finding.verdict == .passed && finding.reason == nil)
        #expect(finding.measured == .ratio(.percent(5)) && finding.bound == .ratio(.percent(10)))
        #expect(finding.requests == 200 && finding.failed == 10)
    }

    @Test func `what can't be said has a reason that can be compared`() {
        #expect(finding(p99 < .seconds(1), ok: [(50, 10)]).reason == .tooFewRequests)
        #expect(finding(p99 < .seconds(1)).reason == .noRequests)
        #expect(finding(p99(of: "nobody") < .seconds(1), ok: [(9, 1)]).reason == .notMeasured)
        #expect(finding(p99(over: .seconds(99)) < .seconds(1), ok: [(9, 1)]).reason == .tooShort)
        #expect(finding(serverCPU < .percent(50), ok: [(9, 1)]).reason == .notMeasured)
        #expect(
            finding(p99 < .seconds(1), ok: [(90, 10)], failed: [(90, .reset)]).reason
                == .tooManyFailed)
    }

    @Test func `a run's own finding has a reason, and no requests`() throws {
        let result = LoadTestResult.made(.made(ok: [(200, 1)], end: .limit), p99 < .seconds(1))
        let finding = try #require(result.findings.last)
        #expect(finding.reason == .endedEarly && finding.budget == nil)
        #expect(finding.requests == nil && finding.bound == nil && finding.limit == "")
    }

    @Test func `a generator without ports, and runs that can't tell, are reasons`() {
        var health = GeneratorHealth()
        health.failures = [.generatorPorts: 2]
        let ports = LoadTestResult.made(.made([("a", .made(ok: [(200, 1)]))], health: health))
        #expect(ports.findings.map(\.reason) == [.generatorExhausted])
        let short = LoadTestResult.made(.made(ok: [(9, 1)]), p99 < .seconds(1))
        let runs = LoadTestResult(medianOf: [short, short, short])
        #expect(runs.findings.map(\.reason) == [.tooFewRequests])
        #expect(runs.findings.map(\.requests) == [nil])
    }

    @Test func `the interval is a value where the run is long enough for one`() throws {
        var generator = SeededGenerator(seed: 3)
        let run = RunSnapshot.made(
            seconds: (0..<60).map { _ in
                .made(ok: [(980, 10), (20, .random(in: 39...41, using: &generator))])
            })
        let finding = Judge(run).judge(p99 < .milliseconds(50))
        let interval = try #require(finding.interval)
        #expect(interval.level == .percent(95) && interval.contains(.milliseconds(40)))
        #expect(finding.detail.contains("\(interval)"))
        #expect(
            Judge(run).judge((p99 < .milliseconds(50)).confident()).interval?.level
                == .percent(90))
        #expect(Judge(run).judge(errorRate < .percent(1)).interval == nil)
    }

    @Test func `the bound of a multiple is what it was in the run`() {
        let run = RunSnapshot.made([
            ("old", .made(ok: [(200, 50)])), ("new", .made(ok: [(200, 61)])),
        ])
        let finding = Judge(run).judge(p50(of: "new") < p50(of: "old") * 2)
        #expect(finding.bound == .duration(.milliseconds(100)))
    }

    @Test func `what is stored is judged and worded as before`() throws {
        let findings = [
            finding(p99 < .seconds(1), ok: [(50, 10)]),
            finding(p99 < .seconds(1), ok: [(90, 10)], failed: [(90, .reset)]),
            finding(p99(over: .seconds(99)) < .seconds(1), ok: [(9, 1)]),
        ]
        let data = try JSONEncoder().encode(findings)
        let read = try JSONDecoder().decode([Finding].self, from: data)
        #expect(read == findings)
        #expect(read.map(\.message) == findings.map(\.message))
    }
}
