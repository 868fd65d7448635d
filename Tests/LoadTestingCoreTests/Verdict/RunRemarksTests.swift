import Testing

@testable import LoadTestingCore

/// Each remark appears where it matters, and only there.
@Suite struct RunRemarksTests {
    private func remarks(_ run: RunSnapshot, _ budgets: Budget...) -> [String] {
        RunRemarks(run: run, budgets: budgets).lines
    }

    // MARK: - Fresh connections

    /// 1,000 requests of which some opened a connection.
    private func run(fresh: Int, taking slow: Double, kept quick: Double = 20) -> RunSnapshot {
        var label = LabelSnapshot.made(ok: [(1_000 - fresh, quick), (fresh, slow)])
        label.okNewConnections = HistogramSnapshot(
            nanoseconds: Array(repeating: Int64(slow * 1e6), count: fresh))
        return .made([("GET /", label)])
    }

    @Test func `connections that were opened and made the tail are named`() {
        #expect(
            remarks(run(fresh: 20, taking: 80)) == [
                "2 % of requests opened a connection; without them p99 is 20 ms (measured: 80 ms)."
                    + " rampUp: spreads this."
            ])
        var open = run(fresh: 20, taking: 80)
        (open.arrivals.planned, open.facts.isClosed) = (1_000, false)
        #expect(remarks(open) == [], "they open connections because the server is slow")
    }

    @Test(arguments: [
        // Too few for the percentile, a quarter is not reached, less than 1 ms, hardly any kept.
        (5, 80.0, 20.0), (20, 25, 20), (20, 1.2, 0.4), (950, 80, 20), (0, 80, 20),
    ])
    func `connections that did not matter are not named`(fresh: Int, slow: Double, quick: Double) {
        #expect(remarks(run(fresh: fresh, taking: slow, kept: quick)) == [])
    }

    @Test func `the percentile is the one that was asked for`() {
        let run = run(fresh: 80, taking: 80)
        #expect(remarks(run, p50 < .seconds(1)) == [])
        #expect(
            remarks(run, errorRate < .percent(1), p95(of: "GET /") < .seconds(1)).first?
                .contains("without them p95(of: \"GET /\") is 20 ms (measured: 80 ms)") == true)
    }

    // MARK: - A stall in a closed loop

    /// 20 s of 100 users at 1 ms, of which the server was silent for some.
    private func stalled(
        milliseconds: Int64, requests: Int = 10_000, latency: Double = 1
    ) -> RunSnapshot {
        var label = LabelSnapshot.made(ok: [(requests, latency)])
        (label.firstDueNanoseconds, label.lastEndNanoseconds) = (0, 20_000_000_000)
        var run = RunSnapshot.made([("GET /", label)], users: 100, seconds: 20)
        run.intervals[0].stalls = [
            ServerStall(
                startNanoseconds: 5_000_000_000, nanoseconds: milliseconds * 1_000_000,
                waiting: 100)
        ]
        return run
    }

    @Test func `a closed loop says what a stall kept from it`() {
        // 10,000 / 18.6 s · 1.4 s; 1.4 s − 0.01 · 20 s · (1 − λ / C), of 500/s and 100,000/s.
        #expect(
            remarks(stalled(milliseconds: 1_400)) == [
                "closed loop: while the server stalled 1.4 s, 100 users waited and 752 requests"
                    + " were never sent; at the measured rate arrivals would have seen p99 ≈ 1.2 s."
                    + " Use ArrivalGroup to measure that."
            ])
        #expect(
            remarks(stalled(milliseconds: 1_400), p95 < .seconds(1)).first?
                .contains(/p95 ≈ 40[0-9]/) == true)
    }

    @Test func `all stalls count, and where the machine was full nobody is named`() {
        var run = stalled(milliseconds: 1_400)
        run.intervals[0].stalls.append(
            ServerStall(startNanoseconds: 9_000_000_000, nanoseconds: 600_000_000, waiting: 90))
        // 200 ms of all arrivals wait for longer: 1.2 s of one stall alone, of two together still.
        #expect(
            remarks(run).first?.contains(
                "the server stalled 2 times, at most 1.4 s, 2 s in total, 100 users") == true)
        // 2 s of 20: the two together shift the p95 by the second one's share.
        #expect(remarks(run, p95 < .seconds(1)).first?.contains(/p95 ≈ 50[0-9]/) == true)
        for _ in 0..<2 {
            run.intervals[0].health.machine.merge(
                MachineLoad(capacitySeconds: 2, busySeconds: 2, stolenSeconds: 0))
        }
        #expect(remarks(run).first?.contains("while no answer came 2 times, at most") == true)
        #expect(remarks(run).first?.contains("(the machine was more than 95 % busy)") == true)
    }

    @Test func `a stall that changes no percentile, or that is shown, is not told`() {
        #expect(remarks(stalled(milliseconds: 200)) == [])
        #expect(remarks(stalled(milliseconds: 190), p999 < .seconds(1)) == [])
        #expect(!remarks(stalled(milliseconds: 210), p999 < .seconds(1)).isEmpty)
        #expect(remarks(stalled(milliseconds: 1_400, latency: 700)) == [])
        #expect(remarks(stalled(milliseconds: 1_400), p50 < .seconds(1)) == [])
        var open = stalled(milliseconds: 1_400)
        open.facts.isClosed = false
        #expect(remarks(open) == [])
        var none = stalled(milliseconds: 1_400)
        none.intervals[0].stalls = []
        #expect(remarks(none) == [])
    }

    // MARK: - Response and service time

    private func waiting(response: Double, service: Double, isClosed: Bool) -> RunSnapshot {
        var label = LabelSnapshot.made(ok: [(1_000, response)])
        label.okService = HistogramSnapshot(
            nanoseconds: Array(repeating: Int64(service * 1e6), count: 1_000))
        var run = RunSnapshot.made([("GET /", label)])
        run.facts.isClosed = isClosed
        return run
    }

    @Test func `time spent before a request was sent is told, by its name`() {
        #expect(
            remarks(waiting(response: 1_200, service: 6, isClosed: false)) == [
                "p99 response 1.2 s, service 6 ms: 1.19 s of a request were spent waiting to be"
                    + " sent on average"
            ])
        #expect(
            remarks(waiting(response: 20, service: 6, isClosed: true)) == [
                "p99 response 20 ms, service 6 ms: 14 ms of a request were generator delay on"
                    + " average"
            ])
    }

    @Test(arguments: [(20.0, 18.5), (1.5, 0.6), (20, 20)])
    func `a small gap is not told`(response: Double, service: Double) {
        #expect(remarks(waiting(response: response, service: service, isClosed: false)) == [])
    }

    // MARK: - Plateau

    /// 100 requests a second that take 1 ms during the ramp and longer afterwards.
    private func ramped(plateau: Range<Int>?, slow: Double = 58) -> RunSnapshot {
        .course(seconds: 20, plateau: plateau) { second, _ in
            // 2 % of 1,000 are 1 % of all 2,000.
            (0..<100).map { second >= 10 && $0 < 2 ? slow : 1 }
        }
    }

    @Test func `a budget that holds only thanks to the ramp is told`() {
        #expect(
            remarks(ramped(plateau: 10..<20), p99 < .milliseconds(50)) == [
                "plateau (all 200 users, 10 s – 20 s): p99 58 ms."
                    + " Over its plateau this budget would be missed."
            ])
        var open = ramped(plateau: 10..<20)
        open.arrivals.planned = 2_000
        #expect(
            remarks(open, p99 < .milliseconds(50)).first?
                .hasPrefix("plateau (highest rate, 10 s – 20 s)") == true)
    }

    @Test func `a budget that holds there too, or holds nowhere, needs no word`() {
        #expect(remarks(ramped(plateau: 10..<20), p99 < .milliseconds(60)) == [])
        #expect(remarks(ramped(plateau: 10..<20), p999 < .milliseconds(50)) == [])
        #expect(remarks(ramped(plateau: 0..<20), p99 < .milliseconds(50)) == [])
        #expect(remarks(ramped(plateau: nil), p99 < .milliseconds(50)) == [])
        #expect(remarks(ramped(plateau: 10..<20), errorRate < .percent(50)) == [])
    }

    // MARK: - Warm-up and drift

    /// 40 requests a second, on a plateau that begins after 10 s.
    private func steady(_ latency: @escaping (Int) -> Double) -> RunSnapshot {
        .course(seconds: 70, plateau: 10..<70) { second, _ in
            (0..<40).map { latency(second) + Double(($0 * 7 + second * 13) % 10) / 10 }
        }
    }

    @Test func `a slow beginning of the plateau is told, with the warm-up to state`() {
        #expect(
            remarks(steady { $0 < 20 ? 30 : 10 }) == [
                "the first 20 s look like a warm-up (MSER-5): warmUp: .seconds(20) would leave"
                    + " them out"
            ])
    }

    @Test func `a server that gets slower is told`() {
        let found = remarks(steady { 10 + 0.05 * Double($0) })
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("p50 rose by 2") == true)
        #expect(
            found.first?.hasSuffix(
                "% over the run (Theil–Sen, 60 s): a longer run would give other figures") == true)
    }

    @Test func `a throughput that falls stands in the same sentence`() {
        let run = RunSnapshot.course(seconds: 40, plateau: 0..<40) { second, _ in
            Array(repeating: 10 + Double(second), count: 80 - second)
        }
        let found = remarks(run).last
        #expect(found?.hasPrefix("p50 rose by 1") == true)
        #expect(found?.contains(" and throughput fell by ") == true)
    }

    @Test func `a ramp is neither, nor what was stated as a warm-up, nor a short run`() {
        #expect(remarks(steady { $0 < 10 ? 30 : 10 }) == [])
        #expect(remarks(steady { _ in 10 }) == [])
        var stated = steady { $0 < 20 ? 30 : 10 }
        stated.facts.warmUpSeconds = 20
        #expect(remarks(stated) == [])
        var short = steady { $0 < 20 ? 30 : 10 }
        short.plateau = 10..<39
        #expect(remarks(short) == [])
        short.plateau = nil
        #expect(remarks(short) == [])
    }

    // MARK: - Results

    @Test func `a result has them, but for a dry run`() {
        let slow = run(fresh: 20, taking: 80)
        #expect(LoadTestResult.made(slow, p99 < .seconds(1)).remarks.count == 1)
        let dry = LoadTestResult(
            name: "dry", target: "", snapshot: slow, budgets: [], scale: 1, plannedUsers: 1,
            seed: 1, mode: .dryRun)
        #expect(dry.remarks == [] && LoadTestResult.made(.made([])).remarks == [])
    }

    @Test func `a label can't break a line`() {
        var label = LabelSnapshot.made(ok: [(980, 20), (20, 80)])
        label.okNewConnections = HistogramSnapshot(
            nanoseconds: Array(repeating: 80_000_000, count: 20))
        let found = remarks(.made([("a\nb", label)]), p99(of: "a\nb") < .seconds(1))
        #expect(found.count == 1 && found.first?.contains("\n") == false)
    }
}
