import Testing

@testable import LoadTestingCore

@Suite struct ConsoleReportPartsTests {
    private func lines(_ run: RunSnapshot, _ budgets: Budget...) -> [String] {
        ConsoleReport(
            LoadTestResult(
                name: "t", target: "http://h", snapshot: run, budgets: budgets, scale: 1,
                plannedUsers: 1, seed: 1)
        ).text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Lines from one that begins with a word to the next empty one.
    private func block(_ word: String, of lines: [String]) -> [String] {
        Array(lines.drop { !$0.hasPrefix(word) }.prefix { !$0.isEmpty })
    }

    @Test func `both clocks stand side by side where they differ`() {
        let samples = (0..<100).map { Sample.made(due: $0, start: $0 + 80, end: $0 + 90) }
        var run = RunSnapshot.made([("a", LabelSnapshot(samples))])
        run.facts.isClosed = false
        #expect(
            block("clocks", of: lines(run)) == [
                "clocks      p50    p95    p99   mean", "response  90 ms  90 ms  90 ms  90 ms",
                "service   10 ms  10 ms  10 ms  10 ms", "gap                            80 ms",
            ])
        run.facts.isClosed = true
        #expect(
            block("clocks", of: lines(run)).last == "generator delay                       80 ms")
        #expect(block("clocks", of: lines(.made(ok: [(100, 10)]))) == [])
    }

    /// A server that stalled for 7 s, so that most responses waited, and some services.
    ///
    /// No request had a gap of 7 s, 0 s and 0 s.
    @Test func `no row is a difference of percentiles`() {
        let samples =
            (0..<60).map { Sample.made(due: $0, start: $0 + 7_000, end: $0 + 7_010) }
            + (0..<40).map { Sample.made(due: $0, start: $0, end: $0 + 7_010) }
        var run = RunSnapshot.made([("a", LabelSnapshot(samples))])
        run.facts.isClosed = false
        #expect(block("clocks", of: lines(run)).last == "gap                                4.2 s")
    }

    @Test func `phases have a line each, where they took place`() {
        var label = LabelSnapshot.made(ok: [(4, 50)])
        label.phases.lookup = HistogramSnapshot(nanoseconds: [5_000])
        label.phases.connect = HistogramSnapshot(nanoseconds: [100_000, 200_000])
        label.phases.send = HistogramSnapshot(nanoseconds: [1_000, 2_000_000])
        label.phases.wait = HistogramSnapshot(nanoseconds: [9_000, 9_000, 9_000, 9_000])
        #expect(
            block("phases", of: lines(.made([("a", label)]))) == [
                "phases   count     p50     p99", "connect      2  100 µs  200 µs",
                "send         2    1 µs    2 ms", "wait         4    9 µs    9 µs",
            ])
        #expect(block("phases", of: lines(.made(ok: [(1, 1)]))) == [])
    }

    @Test func `what became of arrivals is said, and what the warm-up measured`() {
        var run = RunSnapshot.made(
            seconds: (0..<9).map { _ in .made(ok: [(301, 1)]) }, warmUp: 4)
        run.arrivals.planned = 10_000
        run.arrivals.started = 9_998
        run.arrivals.throttled = 12
        run.arrivals.unstarted = 2
        let all = lines(run)
        #expect(
            all.contains(
                "arrivals   10,000 planned, 9,998 started, 12 throttled by the default of maxUsers,"
                    + " 2 never started"))
        run.arrivals.throttledByStatedMaximum = 12
        #expect(
            lines(run).contains { $0.contains(" 12 throttled by maxUsers,") })
        #expect(all.contains("warm-up    4 s: 1,204 requests, measured, not judged"))
        run.arrivals = ArrivalCounts()
        run.facts.warmUpSeconds = 0
        #expect(!lines(run).contains { $0.hasPrefix("arrivals") || $0.hasPrefix("warm-up") })
    }

    @Test func `a bound that was measured stands with its value`() {
        let run = RunSnapshot.made([("a", .made(ok: [(200, 60)])), ("b", .made(ok: [(200, 50)]))])
        #expect(
            lines(run, p99(of: "a") < p99(of: "b") * 1.1)[1].hasPrefix(
                "✗  p99(of: \"a\")  60 ms  < p99(of: \"b\") × 1.1 = 55 ms  n = 200, 0 failed"))
    }

    @Test func `remarks stand below the findings`() {
        let samples = (0..<200).map { Sample.made(due: $0, start: $0 + 80, end: $0 + 90) }
        let all = lines(.made([("a", LabelSnapshot(samples))]), p99 < .seconds(1))
        #expect(all[1].hasPrefix("✓  p99"))
        #expect(all[2].hasPrefix("  p99"))
    }

    @Test func `several runs have a line each, and the figures say whose they are`() {
        let budget = p99 < .milliseconds(50)
        let runs = [41, 60, 40].map {
            LoadTestResult.made(.made(ok: [(200, Double($0))]), budget)
        }
        let all = LoadTestResult(medianOf: runs).description.split(separator: "\n")
        #expect(all[0].hasSuffix("200 requests in 10 s · run 1 of 3"))
        #expect(
            all[1...4] == [
                "✓ run 1: 200 requests, p99 41 ms", "✗ run 2: 200 requests, p99 60 ms",
                "✓ run 3: 200 requests, p99 40 ms",
                "✓  p99  41 ms  < 50 ms  median of 3 runs: 41 ms, 60 ms, 40 ms",
            ])
    }
}
