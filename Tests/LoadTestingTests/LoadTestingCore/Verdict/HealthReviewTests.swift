import Testing

@testable import LoadTestingCore

/// Each row of the table of generator health, both ways: what could have been turned is invalid,
/// what could not stays.
@Suite struct HealthReviewTests {
    private static let second: Int64 = 1_000_000_000

    /// A run of 1,000 requests of 61 ms in 10 s with a generator of this health.
    private func run(
        failed: [(count: Int, cause: FailureCause)] = [],
        _ change: (inout GeneratorHealth) -> Void = { _ in }
    ) -> RunSnapshot {
        var health = GeneratorHealth()
        change(&health)
        return .made(
            [("GET /", .made(ok: [(1_000, 61)], failed: failed))], health: health)
    }

    private func late(_ start: Int64, turn: Int64 = 1) -> (inout GeneratorHealth) -> Void {
        {
            $0.startDelay = HistogramSnapshot(nanoseconds: [start * 1_000_000])
            $0.turn = HistogramSnapshot(nanoseconds: [turn * 1_000_000])
        }
    }

    private func judge(_ run: RunSnapshot, _ budget: Budget) -> Finding {
        HealthReview(run).reviewed(Judge(run).judge(budget))
    }

    private func verdict(_ run: RunSnapshot, _ budget: Budget) -> Verdict {
        judge(run, budget).verdict
    }

    // MARK: - Lateness

    @Test func `a latency that meets its budget without the generator's delay says nothing`() {
        let run = run(late(13))
        let finding = judge(run, p99 < .milliseconds(50))
        #expect(finding.verdict == .invalid)
        let remedy = HealthReviewTests.remedy
        #expect(
            finding.message == "p99 61 ms misses 50 ms, but this generator was itself late by"
                + " 14 ms (p99). Nothing can be said. \(remedy)")
        #expect(finding.detail.hasPrefix("invalid: this generator was itself late by 14 ms"))
        #expect(finding.budget == (p99 < .milliseconds(50)))
    }

    private static var remedy: String {
        #if DEBUG
            "Fewer users, a release build or another core."
        #else
            "Fewer users, or another core."
        #endif
    }

    @Test func `a latency that misses its budget without the delay too is missed`() {
        #expect(verdict(run(late(9)), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(run(late(10)), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(run(late(10)), p99 <= .milliseconds(50)) == .invalid)
    }

    @Test func `a pass stays a pass however late the generator was`() {
        #expect(verdict(run(late(900)), p99 < .milliseconds(100)) == .passed)
    }

    @Test func `late starts are not in the service time, late looks are`() {
        #expect(verdict(run(late(30)), p99.service < .milliseconds(50)) == .failed)
        #expect(verdict(run(late(0, turn: 30)), p99.service < .milliseconds(50)) == .invalid)
    }

    @Test func `where users sent one request each, late looks alone could have turned a miss`() {
        let run = run { $0.turn = HistogramSnapshot(nanoseconds: [20_000_000]) }
        #expect(verdict(run, p99 < .milliseconds(50)) == .invalid)
        #expect(verdict(run, p99 < .milliseconds(40)) == .failed)
    }

    @Test func `a minimum that is asked for is not reached by being early`() {
        #expect(verdict(run(late(30)), p50 > .milliseconds(70)) == .failed)
    }

    @Test func `a percentile among failures has no value that a delay could turn`() {
        let run = run(failed: [(count: 50, cause: .reset)], late(60))
        #expect(verdict(run, p99 < .milliseconds(50)) == .failed)
    }

    @Test func `a share within a time, or a score, is looked at with more time`() {
        let share = fraction(under: .milliseconds(50)) > .percent(99)
        #expect(verdict(run(late(13)), share) == .invalid)
        #expect(verdict(run(late(9)), share) == .failed)
        let score = apdex(target: .milliseconds(50)) > 0.9
        #expect(verdict(run(late(13)), score) == .invalid)
        #expect(verdict(run(late(9)), score) == .failed)
        #expect(
            verdict(arrivals(late: 300, by: 400), fraction(under: .milliseconds(70)) > .percent(99))
                == .passed)
    }

    // MARK: - Saturation

    private func saturated(_ share: Double) -> (inout GeneratorHealth) -> Void {
        {
            $0.threads.watchedNanoseconds = 10 * Self.second
            $0.threads.saturatedNanoseconds = Int64(share * 10) * Self.second
        }
    }

    @Test func `a throughput that its threads could not give says nothing`() {
        let finding = judge(run(saturated(0.5)), throughput > .perSecond(200))
        #expect(finding.verdict == .invalid)
        #expect(finding.message.contains("more than 95 % busy for 50 % of the time"))
        #expect(verdict(run(saturated(0.4)), throughput > .perSecond(200)) == .failed)
        #expect(verdict(run(saturated(1)), throughput > .perSecond(50)) == .passed)
        #expect(verdict(run(saturated(1)), p99 < .milliseconds(50)) == .failed)
    }

    // MARK: - Standing still

    @Test(arguments: [true, false])
    func `a loop or a clock that stood still for longer than 1 s could have turned a miss`(
        isStall: Bool
    ) {
        let still = { (milliseconds: Int64) in
            self.run(failed: [(count: 20, cause: .responseTimeout)]) {
                let nanoseconds = milliseconds * 1_000_000
                if isStall {
                    // One of many: not in the p99 of turns.
                    $0.turn = HistogramSnapshot(
                        nanoseconds: Array(repeating: 1, count: 1_000) + [nanoseconds])
                } else {
                    $0.longestGapNanoseconds = nanoseconds
                }
            }
        }
        #expect(verdict(still(1_001), p95 < .milliseconds(50)) == .invalid)
        #expect(verdict(still(1_000), p95 < .milliseconds(50)) == .failed)
        #expect(verdict(still(1_500), errorRate < .percent(1)) == .invalid)
        #expect(verdict(still(900), errorRate < .percent(1)) == .failed)
        // 100/s in 10 s, of which 8 remain: at most 125/s.
        #expect(verdict(still(2_000), throughput > .perSecond(120)) == .invalid)
        #expect(verdict(still(2_000), throughput > .perSecond(130)) == .failed)
        #expect(verdict(still(2_000), throughput > .perSecond(90)) == .passed)
        #expect(verdict(still(2_000), p95 < .milliseconds(70)) == .passed)
        #expect(judge(still(2_000), p95 < .milliseconds(50)).message.contains("stood still for 2"))
    }

    @Test func `what piled up during a standstill and slowed the server is not its miss`() {
        // 10 % of the requests of 10 s took 3 s, after the generator had stood still for 1.2 s.
        let slow = { (seconds: Int64) in
            var health = GeneratorHealth()
            health.longestGapNanoseconds = 1_200_000_000
            var run = RunSnapshot.made(
                [("GET /", .made(ok: [(900, 10), (100, 3_000)]))], health: health)
            run.durationNanoseconds = seconds * Self.second
            return run
        }
        #expect(verdict(slow(10), p99 < .milliseconds(50)) == .invalid)
        // In a minute it can have made 4 % of them slow, not 10.
        #expect(verdict(slow(60), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(slow(60), p95 < .milliseconds(50)) == .failed)
        #expect(verdict(slow(10), p75 < .milliseconds(50)) == .passed)
    }

    @Test func `a percentile among time-outs may have been lost while standing still`() {
        let still = { (cause: FailureCause, seconds: Int64) in
            self.run(failed: [(count: 50, cause: cause)]) {
                $0.longestGapNanoseconds = seconds * Self.second
            }
        }
        #expect(verdict(still(.responseTimeout, 2), p99 < .milliseconds(70)) == .invalid)
        #expect(verdict(still(.responseTimeout, 1), p99 < .milliseconds(70)) == .failed)
        #expect(verdict(still(.reset, 2), p99 < .milliseconds(70)) == .failed)
    }

    @Test func `errors that are no time-outs are not made by standing still`() {
        let run = run(failed: [(count: 20, cause: .reset)]) {
            $0.longestGapNanoseconds = 2 * Self.second
        }
        #expect(verdict(run, errorRate < .percent(1)) == .failed)
    }

    // MARK: - Floor

    @Test func `a missed budget near the floor says nothing`() {
        var run = run()
        run.floor = GeneratorFloor(p50Nanoseconds: 6_000_000, p99Nanoseconds: 90_000_000)
        let finding = judge(run, p99 < .milliseconds(59))
        #expect(finding.verdict == .invalid)
        #expect(finding.message.contains("6 ms (p50 against a null target)"))
        #expect(verdict(run, p99 < .milliseconds(60)) == .failed)
        #expect(verdict(run, p99 < .milliseconds(62)) == .passed)
        run.floor?.p50Nanoseconds = 7_000_000
        #expect(verdict(run, p99 < .milliseconds(62)) == .passed)
    }

    // MARK: - Arrivals

    /// 1,000 arrivals of which some began late, were held back, or never began: response times of
    /// 61 ms, service times of 31 ms unless stated otherwise.
    private func arrivals(
        late: Int = 0, by milliseconds: Int64 = 101, heldBack: Int64 = 0, stated: Bool = true,
        unstarted: Int64 = 0, service: Int64 = 31
    ) -> RunSnapshot {
        var health = GeneratorHealth()
        let inTime = [Int64](repeating: 1_000, count: 1_000 - late)
        let rest = [Int64](repeating: milliseconds * 1_000_000, count: late)
        health.arrivalDelay = HistogramSnapshot(nanoseconds: inTime + rest)
        var label = LabelSnapshot(
            (0..<1_000).map { _ in .made(due: 0, start: 61 - service, end: 61) })
        label.lastEndNanoseconds = 10 * Self.second
        var run = RunSnapshot.made([("GET /", label)], health: health)
        run.isClosed = false
        run.arrivals.planned = 1_000 + unstarted
        run.arrivals.started = 1_000
        run.arrivals.unstarted = unstarted
        run.arrivals.heldBack = heldBack
        run.arrivals.heldBackByStatedMaximum = stated ? heldBack : 0
        return run
    }

    @Test func `arrivals that began late make a miss of the response time invalid`() {
        #expect(verdict(arrivals(late: 11), p99 < .milliseconds(50)) == .invalid)
        #expect(verdict(arrivals(late: 10), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(arrivals(late: 11, by: 99), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(arrivals(late: 11), p99.service < .milliseconds(30)) == .failed)
        // The server alone took too long already.
        #expect(verdict(arrivals(late: 11, service: 60), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(arrivals(late: 11), throughput > .perSecond(200)) == .invalid)
        #expect(verdict(arrivals(late: 11), errorRate > .percent(5)) == .failed)
    }

    @Test func `a latency pass stays, lateness is in it; other passes were of a lower load`() {
        let late = arrivals(late: 300, by: 400)
        #expect(verdict(late, p99 < .milliseconds(70)) == .passed)
        #expect(verdict(late, p99.service < .milliseconds(70)) == .invalid)
        #expect(verdict(late, errorRate < .percent(1)) == .invalid)
        #expect(verdict(late, throughput > .perSecond(50)) == .passed)
        #expect(verdict(arrivals(late: 10), errorRate < .percent(1)) == .passed)
        // Late within the budget is in time.
        #expect(verdict(late, p99.service < .milliseconds(500)) == .passed)
    }

    @Test func `a maximum of users that held arrivals back is said, and what helps`() {
        let finding = judge(arrivals(heldBack: 2), p99 < .milliseconds(50))
        #expect(finding.verdict == .invalid)
        #expect(
            finding.message.contains(
                "2 of 1,000 arrivals waited for one of the users that maxUsers"))
        #expect(finding.message.hasSuffix("More users (maxUsers:), or a lower rate."))
        #expect(verdict(arrivals(heldBack: 1), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(arrivals(heldBack: 9), p99 < .milliseconds(70)) == .passed)
        // Nobody asked for the default: it can't make a server miss, nor lower what is asked else.
        let unstated = arrivals(heldBack: 9, stated: false)
        #expect(verdict(unstated, p99 < .milliseconds(50)) == .invalid)
        #expect(verdict(unstated, errorRate < .percent(1)) == .passed)
        #expect(verdict(arrivals(heldBack: 9), errorRate < .percent(1)) == .invalid)
    }

    @Test func `a pass without all arrivals is none`() {
        var run = arrivals(unstarted: 1)
        for end in [RunEnd.stopped, .aborted] {
            run.end = end
            #expect(verdict(run, p99 < .milliseconds(70)) == .passed, "that is said elsewhere")
        }
        run.end = .complete
        let finding = judge(run, p99 < .milliseconds(70))
        #expect(finding.verdict == .invalid)
        #expect(finding.message.contains("1 of 1,001 arrivals never began"))
        #expect(verdict(run, p99 < .milliseconds(50)) == .failed)
        #expect(verdict(run, throughput > .perSecond(50)) == .passed)
        #expect(verdict(run, requestCount >= 1_000) == .passed)
    }

    // MARK: - The run

    @Test func `a generator without descriptors or ports makes the run invalid`() {
        let run = run { $0.failures = [.generatorPorts: 3] }
        let result = LoadTestResult.made(run, p99 < .milliseconds(70))
        #expect(result.verdict == .invalid)
        #expect(result.findings.map(\.verdict) == [.passed, .invalid])
        #expect(HealthReview(self.run()).runFindings.isEmpty)
    }

    @Test func `a result and what is asked of it later are both reviewed`() {
        let result = LoadTestResult.made(run(late(14)), p99 < .milliseconds(50))
        #expect(result.verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(50)).verdict == .invalid)
        #expect(result.judge(p99 < .milliseconds(40)).verdict == .failed)
    }
}
