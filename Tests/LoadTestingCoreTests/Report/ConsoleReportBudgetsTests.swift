import Testing

@testable import LoadTestingCore

/// The line that percentiles have no interval.
@Suite struct ConsoleReportBudgetsTests {
    private func lines(_ run: RunSnapshot, _ budgets: Budget...) -> [String] {
        LoadTestResult(
            name: "t", target: "http://h", snapshot: run, budgets: budgets, scale: 1,
            plannedUsers: 1, seed: 1
        ).description.split(separator: "\n").map(String.init)
    }

    private func run(seconds: Int, each count: Int) -> RunSnapshot {
        .made(seconds: (0..<seconds).map { _ in .made(ok: [(count, 10)]) })
    }

    @Test func `a run that is too short for intervals says once what would do`() {
        let lines = lines(
            run(seconds: 10, each: 100), p99 < .seconds(1), p95 < .seconds(1),
            p99 < .milliseconds(1), errorRate < .percent(1))
        #expect(lines[1] == "✓  p99        10 ms  < 1 s   n = 1,000, 0 failed")
        #expect(lines[3] == "✗  p99        10 ms  < 1 ms  n = 1,000, 0 failed")
        #expect(
            lines.filter { $0.contains("no interval") } == [
                "  no interval for 2 budgets: the run is too short; 50 s at this rate would do"
            ])
    }

    @Test func `the interval of a run that is long enough stands beside its budget`() {
        let lines = lines(run(seconds: 20, each: 1_000), p99 < .seconds(1))
        #expect(lines[1].contains("n = 20,000, 0 failed, interval 10 ms – 10 ms (time slices"))
        #expect(!lines.contains { $0.contains("no interval") })
    }

    @Test func `budgets without percentiles, and those not decided, want no interval`() {
        #expect(
            !lines(
                run(seconds: 1, each: 30), errorRate < .percent(1), .mean < .seconds(1),
                p99 < .seconds(1)
            ).contains { $0.contains("no interval") })
        let undecided = lines(
            .made(seconds: [.made(ok: [(38, 20), (2, 90)])]), p99 < .milliseconds(80))
        #expect(undecided[1].hasPrefix("?  p99  90 ms"))
        #expect(!undecided.contains { $0.contains("no interval") })
    }

    @Test func `a longer run is no remedy where requests came unevenly`() {
        var seconds = (0..<20).map { _ in LabelSnapshot() }
        seconds[0] = .made(ok: [(30_000, 10)])
        let lines = lines(.made(seconds: seconds), p99 < .seconds(1))
        #expect(lines.contains("  no interval for p99: requests came too unevenly for one"))
    }
}
