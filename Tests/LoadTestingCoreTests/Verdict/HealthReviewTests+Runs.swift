import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

/// Findings on a run without a budget, and on budgets judged later.
extension HealthReviewTests {
    @Test func `a generator without descriptors or ports makes the run invalid`() {
        let run = run { $0.failures = [.generatorPorts: 3] }
        let result = LoadTestResult.made(run, p99 < .milliseconds(70))
        #expect(result.verdict == .invalid)
        #expect(result.findings.map(\.verdict) == [.passed, .invalid])
        #expect(HealthReview(self.run()).runFindings.isEmpty)
    }

    /// 1,000 arrivals in 10 s are 100/s, however little the generator ran.
    @Test func `a rate beyond the schedule is missed by the plan, not by the generator`() {
        var run = arrivals()
        run.intervals[0].labels = PackedLabels([
            .made(ok: [(1_000, 61)], own: OwnDelay(answer: 50))
        ])
        run.intervals[0].health.gapNanoseconds = 8 * Self.second
        run.durationNanoseconds = 10 * Self.second
        #expect(verdict(run, throughput > .perSecond(100)) == .failed)
        #expect(verdict(run, requestRate > .perSecond(120)) == .failed)
        // Had not all begun, the generator may have kept them from it.
        run.arrivals.unstarted = 10
        #expect(verdict(run, throughput > .perSecond(120)) == .invalid)
    }

    @Test func `a result and what is asked of it later are both reviewed`() {
        let result = LoadTestResult.made(late(start: 14), p99 < .milliseconds(50))
        #expect(result.verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(50)).verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(40)).verdict == .failed)
    }

    @Test func `arrivals that were sent at once make a miss of the server's time invalid`() {
        // As many are slow as were late, and as many again.
        let burst = { (late: Int, quick: Int, service: Double) in
            var run = arrivals(late: late, by: 60)
            run.intervals[0].labels = PackedLabels([
                .made(ok: [(quick, service), (1_000 - quick, 55)])
            ])
            return run
        }
        #expect(verdict(burst(400, 200, 2), p99 < .milliseconds(50)) == .invalid)
        #expect(verdict(burst(400, 200, 2), p99.service < .milliseconds(50)) == .invalid)
        // More are slow than a burst of so many explains.
        #expect(verdict(burst(300, 200, 2), p99 < .milliseconds(50)) == .failed)
        // It is slow on its own.
        #expect(verdict(burst(500, 200, 51), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(burst(400, 200, 2), p99 < .milliseconds(54)) == .invalid)
        // A burst of so little time is answered within the bound.
        #expect(verdict(burst(400, 200, 2), p99 < .milliseconds(60)) == .passed)
        #expect(verdict(burst(0, 200, 2), p99 < .milliseconds(50)) == .failed)
    }
}
