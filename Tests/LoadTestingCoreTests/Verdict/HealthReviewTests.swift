import Testing

@testable import LoadTestingCore

/// Each row of the table of generator health, both ways: what could have been turned is invalid,
/// what could not stays.
@Suite struct HealthReviewTests {
    static let second: Int64 = 1_000_000_000

    /// A run of 1,000 requests of 61 ms in 10 s with a generator of this health.
    ///
    /// - Parameter own: what of each request's time was the generator's, in milliseconds.
    func run(
        own: OwnDelay = OwnDelay(), failed: [(count: Int, cause: FailureCause)] = [],
        _ change: (inout GeneratorHealth) -> Void = { _ in }
    ) -> RunSnapshot {
        var health = GeneratorHealth()
        change(&health)
        return .made(
            [("GET /", .made(ok: [(1_000, 61)], own: own, failed: failed))], health: health)
    }

    /// The generator started each request late and polled its answer late; milliseconds.
    func late(start: Int64 = 0, answer: Int64 = 0) -> RunSnapshot {
        run(own: OwnDelay(start: start, answer: answer))
    }

    func judge(_ run: RunSnapshot, _ budget: Budget) -> Finding {
        HealthReview(run).reviewed(Judge(run).judge(budget))
    }

    func verdict(_ run: RunSnapshot, _ budget: Budget) -> Verdict {
        judge(run, budget).verdict
    }

    // MARK: - Lateness

    @Test func `a latency that meets its budget without the generator's delay says nothing`() {
        let finding = judge(late(start: 13, answer: 1), p99 < .milliseconds(50))
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
        #expect(verdict(late(start: 9), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(late(start: 11), p99 < .milliseconds(50)) == .failed)
        #expect(verdict(late(start: 12), p99 < .milliseconds(50)) == .invalid)
    }

    @Test func `a pass stays a pass however late the generator was`() {
        #expect(verdict(late(start: 60), p99 < .milliseconds(100)) == .passed)
    }

    @Test func `late starts are not in the service time, late looks are`() {
        #expect(verdict(late(start: 30), p99.service < .milliseconds(30)) == .failed)
        #expect(verdict(late(answer: 30), p99.service < .milliseconds(50)) == .invalid)
        #expect(verdict(late(answer: 30), p99.exchange < .milliseconds(50)) == .invalid)
        #expect(verdict(run(own: OwnDelay(setUp: 30)), p99.service < .milliseconds(50)) == .invalid)
    }

    @Test func `a delay of other requests is not taken off those that are judged`() {
        // The generator made every tenth request late, by 50 ms of their 60; the slow ones are the
        // server's.
        var label = LabelSnapshot.made(ok: [(880, 10)])
        label.merge(.made(ok: [(100, 60)], own: OwnDelay(answer: 50)))
        label.merge(.made(ok: [(20, 61)]))
        let run = RunSnapshot.made([("GET /", label)])
        #expect(verdict(run, p99 < .milliseconds(50)) == .failed)
        #expect(verdict(run, p95 < .milliseconds(50)) == .invalid)
        #expect(run.ownDelay(99) == .zero)
    }

    @Test func `means, maxima and windows are looked at without the delay, too`() {
        let run = late(start: 20)
        #expect(verdict(run, .mean < .milliseconds(50)) == .invalid)
        #expect(verdict(run, .mean < .milliseconds(40)) == .failed)
        #expect(verdict(run, .max < .milliseconds(50)) == .invalid)
        #expect(verdict(run, p99(over: .seconds(1)) < .milliseconds(50)) == .invalid)
        #expect(verdict(run, p99(over: .seconds(1)) < .milliseconds(40)) == .failed)
        #expect(verdict(run, p99(of: "GET /") < .milliseconds(50)) == .invalid)
    }

    @Test func `a minimum that is asked for is not reached by being early`() {
        #expect(verdict(late(start: 30), p50 > .milliseconds(70)) == .failed)
    }

    @Test func `a percentile among failures has no value that a delay could turn`() {
        let run = run(own: OwnDelay(start: 60), failed: [(count: 50, cause: .reset)])
        #expect(verdict(run, p99 < .milliseconds(50)) == .failed)
    }

    @Test func `time-outs while the generator did not poll say nothing of the server`() {
        let unseen = run(own: OwnDelay(answer: 60), failed: [(count: 50, cause: .responseTimeout)])
        #expect(verdict(unseen, errorRate < .percent(1)) == .invalid)
        #expect(verdict(unseen, p99 < .milliseconds(70)) == .invalid)
        #expect(judge(unseen, errorRate < .percent(1)).message.contains("50 requests timed out"))
        let seen = run(failed: [(count: 50, cause: .responseTimeout)])
        #expect(verdict(seen, errorRate < .percent(1)) == .failed)
        let others = run(own: OwnDelay(answer: 60), failed: [(count: 50, cause: .reset)])
        #expect(verdict(others, errorRate < .percent(1)) == .failed)
    }

    @Test func `a share within a time, or a score, is looked at without the delay`() {
        let share = fraction(under: .milliseconds(50)) > .percent(99)
        #expect(verdict(late(start: 13), share) == .invalid)
        #expect(verdict(late(start: 9), share) == .failed)
        let score = apdex(target: .milliseconds(50)) > 0.9
        #expect(verdict(late(start: 13), score) == .invalid)
        #expect(verdict(late(start: 9), score) == .failed)
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
        #expect(finding.reason == .generatorDisturbed)
        #expect(verdict(run(saturated(0.4)), throughput > .perSecond(200)) == .failed)
        #expect(verdict(run(saturated(1)), throughput > .perSecond(50)) == .passed)
        #expect(verdict(run(saturated(1)), p99 < .milliseconds(50)) == .failed)
    }

    /// The generator did not run for a part of 10 s, and its users lost as much of their time.
    private func absent(
        _ share: Double, _ change: (inout GeneratorHealth, Int64) -> Void
    ) -> RunSnapshot {
        run(own: OwnDelay(answer: Int64(share * 61))) {
            $0.threads.watchedNanoseconds = 10 * Self.second
            change(&$0, Int64(share * 10) * Self.second)
        }
    }

    @Test func `a throughput of a generator that was not allowed to run says nothing`() {
        let stopped = absent(0.8) { $0.gapNanoseconds = $1 }
        let finding = judge(stopped, throughput > .perSecond(200))
        #expect(finding.verdict == .invalid)
        #expect(
            finding.message.contains(
                "did not run for 80 % of the time, its process was stalled for 80 %"))
        #expect(verdict(stopped, throughput > .perSecond(600)) == .failed, "not with all the time")
        #expect(verdict(stopped, throughput > .perSecond(50)) == .passed)
        #expect(verdict(stopped, requestCount > 2_000) == .invalid)

        var waiting = absent(0.8) { $0.threads.waitedNanoseconds = $1 }
        #expect(verdict(waiting, throughput > .perSecond(200)) == .invalid)
        #expect(
            judge(waiting, throughput > .perSecond(200)).message.contains(
                "its threads waited 80 % of the time for a processor"))
        // A server that would not have done more in that time, either.
        let busy = run {
            $0.threads.watchedNanoseconds = 10 * Self.second
            $0.threads.waitedNanoseconds = 8 * Self.second
        }
        #expect(verdict(busy, throughput > .perSecond(200)) == .failed)

        waiting.intervals[0].health.throttling = CgroupThrottling(
            periods: 81, nanoseconds: 7_600_000_000)
        let throttled = judge(waiting, throughput > .perSecond(200)).message
        #expect(throttled.contains("its cgroup throttled it 81 times, 7.6 s in total"))
        #expect(HealthReview(waiting).notes.contains { $0.contains("throttled it 81 times") })
    }

    // MARK: - Standing still

    @Test(arguments: [true, false])
    func `a loop or a clock that was stalled for longer than 1 s could have turned a miss`(
        isStall: Bool
    ) {
        let still = { (milliseconds: Int64) in
            self.run(failed: [(count: 20, cause: .responseTimeout)]) {
                let nanoseconds = milliseconds * 1_000_000
                if isStall {
                    // One of many: not in the p99 of turns.
                    $0.tick = HistogramSnapshot(
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
        #expect(judge(still(2_000), p95 < .milliseconds(50)).message.contains("was stalled for 2"))
    }

    @Test func `what piled up during a process stall and slowed the server is not its miss`() {
        // 10 % of the requests of 10 s took 3 s, after the generator was stalled for 1.2 s.
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

    @Test func `a percentile among time-outs may have been lost in a stall`() {
        let still = { (cause: FailureCause, seconds: Int64) in
            self.run(failed: [(count: 50, cause: cause)]) {
                $0.longestGapNanoseconds = seconds * Self.second
            }
        }
        #expect(verdict(still(.responseTimeout, 2), p99 < .milliseconds(70)) == .invalid)
        #expect(verdict(still(.responseTimeout, 1), p99 < .milliseconds(70)) == .failed)
        #expect(verdict(still(.reset, 2), p99 < .milliseconds(70)) == .failed)
    }

    @Test func `errors that are no time-outs are not made by a stall`() {
        let run = run(failed: [(count: 20, cause: .reset)]) {
            $0.longestGapNanoseconds = 2 * Self.second
        }
        #expect(verdict(run, errorRate < .percent(1)) == .failed)
    }

    // MARK: - Baseline overhead

    @Test func `a budget that is met without the baseline overhead says nothing, no other one`() {
        var run = run()
        let most = [Int64](repeating: 1_000_000, count: 90)
        let tail = [Int64](repeating: 6_000_000, count: 10)
        run.baselineOverhead = BaselineOverhead(times: HistogramSnapshot(nanoseconds: most + tail))
        let finding = judge(run, p99 < .milliseconds(59))
        #expect(finding.verdict == .invalid)
        #expect(finding.message.contains("6 ms (p99 against a null target)"))
        #expect(verdict(run, p99 < .milliseconds(55)) == .failed)
        // Its own percentile of the baseline overhead counts: the median of it is 1 ms.
        #expect(verdict(run, p50 < .milliseconds(59)) == .failed)
        #expect(verdict(run, p50 < .milliseconds(61)) == .invalid)
        #expect(verdict(run, p99 < .milliseconds(62)) == .passed)
        // However short a budget is: what misses it by far is the server's.
        #expect(verdict(run, p99 < .milliseconds(1)) == .failed)
    }

    // MARK: - Arrivals

    /// 1,000 arrivals of which some began late, waited for a user, or never began: response times
    /// of 61 ms, service times of 31 ms unless stated otherwise.
    func arrivals(
        late: Int = 0, by milliseconds: Int64 = 101, throttled: Int64 = 0, unstarted: Int64 = 0,
        service: Int64 = 31
    ) -> RunSnapshot {
        var health = GeneratorHealth()
        let inTime = [Int64](repeating: 1_000, count: 1_000 - late)
        let rest = [Int64](repeating: milliseconds * 1_000_000, count: late)
        health.arrivalDelay = HistogramSnapshot(nanoseconds: inTime + rest)
        health.ownArrivalDelay = health.arrivalDelay
        var label = LabelSnapshot(
            (0..<1_000).map { _ in .made(due: 0, start: 61 - service, end: 61) })
        label.lastEndNanoseconds = 10 * Self.second
        var run = RunSnapshot.made([("GET /", label)], health: health)
        run.facts.isClosed = false
        run.arrivals.planned = 1_000 + unstarted
        run.arrivals.started = 1_000
        run.arrivals.unstarted = unstarted
        run.arrivals.throttled = throttled
        run.arrivals.answered = 460
        run.arrivals.scheduledNanoseconds = 10 * Self.second
        return run
    }

    /// The same where arrivals waited for a user, and for nothing else.
    private func full(
        own: OwnDelay = OwnDelay(), unstarted: Int64 = 0,
        _ change: (inout GeneratorHealth) -> Void = { _ in }
    ) -> RunSnapshot {
        var run = arrivals(late: 975, by: 900, throttled: 975, unstarted: unstarted)
        run.intervals[0].health.ownArrivalDelay = HistogramSnapshot(
            nanoseconds: Array(repeating: 1_000, count: 1_000))
        run.intervals[0].labels = PackedLabels([.made(ok: [(1_000, 961)], own: own)])
        change(&run.intervals[0].health)
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

    @Test(arguments: [0, 975] as [Int64])
    func `a server that does not take the load has failed, whoever set the maximum`(stated: Int64) {
        var run = full()
        run.arrivals.throttledByStatedMaximum = stated
        let said = "the server answered 46/s of 100/s: 975 arrivals waited for a free user"
        for budget: Budget in [
            p99 < .milliseconds(50), throughput > .perSecond(200), errorRate < .percent(1),
        ] {
            let finding = judge(run, budget)
            #expect(finding.verdict == .failed, "\(finding.message)")
            #expect(finding.message.hasSuffix(said))
            #expect(finding.reason == .serverOverloaded)
            #expect(!finding.message.contains("core"))
        }
        // The wait is in it.
        #expect(verdict(run, p99 < .milliseconds(970)) == .passed)
        #expect(verdict(run, throughput > .perSecond(50)) == .passed)
        #expect(HealthReview(run).userShortage?.hasPrefix(said) == true)
        #expect(HealthReview(run).suspects.isEmpty)
    }

    @Test func `a group that the generator itself kept full says nothing of the server`() {
        // 600 of 961 ms: with all of its time it would have answered more than was asked.
        let late = full(own: OwnDelay(answer: 600)) { $0.gapNanoseconds = 6 * Self.second }
        #expect(verdict(late, throughput > .perSecond(110)) == .invalid)
        #expect(verdict(late, errorRate < .percent(1)) == .invalid)
        let slower = full(own: OwnDelay(answer: 300)) { $0.gapNanoseconds = 3 * Self.second }
        #expect(verdict(slower, errorRate < .percent(1)) == .failed)
        let busy = full {
            $0.threads.watchedNanoseconds = 10 * Self.second
            $0.threads.saturatedNanoseconds = 9 * Self.second
        }
        #expect(verdict(busy, throughput > .perSecond(110)) == .invalid)
    }

    @Test func `a pass without all arrivals is none`() {
        var run = arrivals(unstarted: 1)
        run.arrivals.answered = 1_000
        for end in [RunEnd.stopped, .aborted] {
            run.end = end
            #expect(verdict(run, p99 < .milliseconds(70)) == .passed, "that is said elsewhere")
        }
        run.end = .complete
        run.arrivals.answered = 1_001
        let finding = judge(run, p99 < .milliseconds(70))
        #expect(finding.verdict == .invalid)
        #expect(finding.message.contains("1 of 1,001 arrivals never began"))
        #expect(verdict(run, p99 < .milliseconds(50)) == .failed)
        #expect(verdict(run, throughput > .perSecond(50)) == .passed)
        #expect(verdict(run, requestCount >= 1_000) == .passed)
        // Users waited for the server to the last.
        let overrun = judge(full(unstarted: 500), p99 < .seconds(2))
        #expect(overrun.verdict == .failed)
        #expect(overrun.message.hasSuffix("975 arrivals waited for a free user, 500 never began"))
    }
}
