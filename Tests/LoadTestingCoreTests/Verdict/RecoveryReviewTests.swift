import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct RecoveryReviewTests {
    /// A run of 20 s with 100 requests in each, of which all fail in some seconds.
    private func run(
        failing: [Int], events: [EventRecord], seconds: Int = 20
    ) -> RunSnapshot {
        var run = RunSnapshot(labels: ["GET /"])
        run.durationNanoseconds = Int64(seconds) * 1_000_000_000
        run.events = events
        run.intervals = (0..<seconds).map { second in
            var requests = LabelSnapshot()
            let times = HistogramSnapshot(nanoseconds: Array(repeating: 5_000_000, count: 100))
            if failing.contains(second) {
                requests.failedResponse = times
                requests.causes = [.reset: 100]
            } else {
                requests.okResponse = times
            }
            var interval = IntervalSnapshot(startSecond: second)
            interval.labels = PackedLabels([requests])
            return interval
        }
        return run
    }

    private func event(
        _ name: String, at seconds: Double, until end: Double? = nil
    ) -> EventRecord {
        var event = EventRecord(
            "do \(name)", of: name, plannedNanoseconds: Int64(seconds * 1e9))
        event.nanoseconds = Int64(seconds * 1e9)
        event.undoneNanoseconds = end.map { Int64($0 * 1e9) }
        return event
    }

    private func result(_ run: RunSnapshot, _ budgets: Budget...) -> LoadTestResult {
        LoadTestResult(
            run, budgets: [errorRate(during: .between(.zero, .seconds(1))) < .percent(1)] + budgets,
            plannedUsers: 1)
    }

    private func verdict(_ run: RunSnapshot, _ budget: Budget) -> Finding? {
        result(run, errorRate < .percent(50), budget).findings.first { $0.budget == budget }
    }

    @Test func `the time from an event until its budgets hold again decides`() throws {
        let run = run(failing: [10, 11, 12], events: [event("kill", at: 10)])
        let held = verdict(run, recovery(after: "kill") <= .seconds(3))
        #expect(held?.verdict == .passed && held?.measured == .duration(.seconds(3)))
        let missed = try #require(verdict(run, recovery(after: "kill") < .seconds(3)))
        #expect(missed.verdict == .failed)
        #expect(
            missed.message
                == "recovery(after: \"kill\") was 3 s, budget < 3 s: at 10 s do kill; the budgets"
                + " held again 3 s after it")
        let result = result(run, errorRate < .percent(50))
        #expect(result[.recovery(after: "kill")] == .seconds(3))
        #expect("\(result)".contains("at 10 s do kill; the budgets held again 3 s after it"))
    }

    @Test func `what is undone is recovered from when it is undone, rounded up`() {
        let run = run(failing: [10, 11, 12, 13], events: [event("stop", at: 10.2, until: 12.6)])
        #expect(result(run, errorRate < .percent(50))[.recovery(after: "stop")] == .seconds(2))
    }

    @Test func `budgets that hold all the time take no time to recover`() {
        let run = run(failing: [], events: [event("kill", at: 10)])
        let result = result(run, errorRate < .percent(50))
        #expect(result[.recovery(after: "kill")] == .zero)
        #expect("\(result)".contains("do kill; the budgets held after it"))
    }

    @Test func `they have to go on to hold`() {
        let run = run(failing: [10, 15], events: [event("kill", at: 10)])
        #expect(result(run, errorRate < .percent(50))[.recovery(after: "kill")] == .seconds(6))
    }

    @Test func `the next event ends what is watched of the one before`() {
        let run = run(
            failing: [5, 6, 10, 11, 12, 13],
            events: [event("first", at: 5), event("second", at: 10)])
        let result = result(run, errorRate < .percent(50))
        #expect(result[.recovery(after: "first")] == .seconds(2))
        #expect(result[.recovery(after: "second")] == .seconds(4))
    }

    @Test func `where the run ends before, a bound beyond that is inconclusive`() throws {
        let run = run(failing: Array(15..<20), events: [event("kill", at: 15)])
        #expect(verdict(run, recovery(after: "kill") < .seconds(5))?.verdict == .failed)
        let open = try #require(verdict(run, recovery(after: "kill") < .seconds(6)))
        #expect(open.verdict == .inconclusive && open.reason == .tooShort)
        #expect(open.message.contains("not within 5 s, the time that was watched"))
        let text = "\(result(run, errorRate < .percent(50)))"
        #expect(text.contains("did not hold again in the 5 s"), "\(text)")
    }

    @Test func `budgets that did not hold before blame no event`() throws {
        let run = run(failing: Array(8..<20), events: [event("kill", at: 15)])
        let finding = try #require(verdict(run, recovery(after: "kill") < .seconds(2)))
        #expect(finding.verdict == .inconclusive && finding.reason == .notMeasured)
        #expect(
            finding.message.contains("the budgets did not hold before \"kill\" either: errorRate"))
    }

    @Test func `an event that was not done, or that is unknown, has no recovery`() throws {
        var undone = event("kill", at: 10)
        undone.nanoseconds = nil
        let run = run(failing: [], events: [undone])
        let finding = try #require(verdict(run, recovery(after: "kill") < .seconds(2)))
        #expect(finding.verdict == .inconclusive && finding.reason == .eventNotDone)
        #expect(
            try #require(verdict(run, recovery(after: "x") < .seconds(2))).message
                .contains("no event has the name \"x\""))
    }

    @Test func `seconds with too few requests for a percentile are taken together`() {
        // 120 requests take two seconds.
        let run = run(failing: [10], events: [event("kill", at: 10)])
        let result = result(run, p99 < .milliseconds(50))
        #expect(result[.recovery(after: "kill")] == .seconds(2))
    }

    @Test func `a pause of the generator is not the server's`() throws {
        var run = run(failing: [10, 11, 12], events: [event("kill", at: 10)])
        var health = GeneratorHealth()
        health.longestGapNanoseconds = 2_000_000_000
        health.gapNanoseconds = 2_000_000_000
        run.intervals[10].generators[0] = health
        let finding = try #require(verdict(run, recovery(after: "kill") < .seconds(2)))
        #expect(finding.verdict == .invalid, "\(finding.message)")
    }
}
