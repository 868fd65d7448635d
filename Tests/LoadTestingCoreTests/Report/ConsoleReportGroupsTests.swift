import Testing

@testable import LoadTestingCore

/// Rows of groups, and the table of segments.
@Suite struct ConsoleReportGroupsTests {
    private func block(_ run: RunSnapshot, _ title: String, width: Int = 120) -> [String] {
        let lines = ConsoleReport(.made(run), width: width).text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.drop { !$0.hasPrefix(title) }.prefix { !$0.isEmpty })
    }

    /// Two groups of 10 s, with the requests of each row.
    private func run(_ rows: [(SampleRow, LabelSnapshot)]) -> RunSnapshot {
        let groups = ["readers", "writers"].map { name in
            GroupLoad(
                name: name, startNanoseconds: 0, endNanoseconds: 10_000_000_000, isTimed: true)
        }
        var collector = Collector(names: SampleNames(rows: rows.map(\.0)), groups: groups)
        collector.add(
            second: 0, labels: rows.map(\.1), health: GeneratorHealth(), activeUsers: 1)
        return collector.finish(.complete, durationNanoseconds: 10_000_000_000)
    }

    @Test func `a label of several groups has a row for each of them below its own`() {
        let run = run([
            (SampleRow(label: "GET /", group: 0), .made(ok: [(100, 10)])),
            (SampleRow(label: "PUT /", group: 1), .made(ok: [(50, 20)])),
            (
                SampleRow(label: "GET /", group: 1),
                .made(ok: [(30, 30)], failed: [(10, .reset)])
            ),
        ])
        #expect(
            block(run, "label", width: 60) == [
                "label         samples  failed  throughput    p50    p99",
                "GET /             140      10        13/s  10 ms  30 ms",
                "  failed           10                       1 ms   1 ms",
                "  in readers      100       0        10/s  10 ms  10 ms",
                "  in writers       40      10         3/s  30 ms  30 ms",
                "    failed         10                       1 ms   1 ms",
                "PUT /              50       0         5/s  20 ms  20 ms",
                "all               190      10        18/s  10 ms  30 ms",
                "  failed           10                       1 ms   1 ms",
            ])
    }

    @Test func `rows of one group with other tags are no further group`() {
        let run = run([
            (SampleRow(label: "GET /", group: 0), .made(ok: [(1, 10)])),
            (SampleRow(label: "GET /", group: 0, tags: ["x"]), .made(ok: [(1, 10)])),
        ])
        #expect(
            block(run, "label", width: 60).map { $0.prefix(17) } == [
                "label     samples", "GET /           2", "tagged x        1",
            ])
    }

    @Test func `each tag has a row below the labels, also where requests have several`() {
        let run = run([
            (SampleRow(label: "GET /", group: 0, tags: ["x"]), .made(ok: [(1, 10)])),
            (SampleRow(label: "PUT /", group: 0, tags: ["x", "y"]), .made(ok: [(2, 20)])),
        ])
        #expect(
            block(run, "label", width: 60).map { $0.prefix(17) } == [
                "label     samples", "GET /           1", "PUT /           2",
                "tagged x        3", "tagged y        2", "all             3",
            ])
    }

    @Test func `of many tags those with most requests have a row`() {
        let run = run(
            (0..<30).map { number in
                (
                    SampleRow(label: "GET /", group: 0, tags: ["t\(number)"]),
                    .made(ok: [(1 + number, 10)])
                )
            })
        let lines = block(run, "label")
        #expect(lines.filter { $0.hasPrefix("tagged t") }.count == ShownRows.max)
        #expect(lines.last == "10 other tags" && !lines.contains { $0.hasPrefix("tagged t9 ") })
    }

    private var phased: RunSnapshot {
        var run = RunSnapshot.made(
            seconds: (0..<12).map { .made(ok: [($0 < 4 ? 50 : 180, $0 < 4 ? 5 : 20)]) })
        run.facts.segments = ["spike": 4..<8, "calm": 0..<4, "never": 20..<24]
        run.facts.schedule = PlannedLoad(
            stepNanoseconds: 1_000_000_000, users: Array(repeating: 0, count: 13),
            rates: (0..<13).map { $0 < 4 ? 50 : 200 })
        return run
    }

    @Test func `each named segment has its offered and achieved rate, in the order of time`() {
        #expect(
            block(phased, "segment") == [
                "segment              samples  failed  offered  achieved    p50    p99",
                "calm (0 s – 4 s)         200       0     50/s      50/s   5 ms   5 ms",
                "spike (4 s – 8 s)        720       0    200/s     180/s  20 ms  20 ms",
                "never (20 s – 24 s)        0       0        —         —      —      —",
            ])
        #expect(
            block(phased, "segment", width: 60)[2]
                == "spike (4 s – 8 s)        720       0     180/s  20 ms")
    }

    @Test func `a segment has a row for each label where there are several`() {
        var collector = Collector(names: SampleNames(labels: ["a", "b", "c"]))
        for second in 0..<4 {
            collector.add(
                second: second,
                labels: [
                    .made(ok: [(10, 5)]), .made(ok: [(20, 5)], failed: [(1, .reset)]),
                    second < 2 ? LabelSnapshot() : .made(ok: [(1, 5)]),
                ], health: GeneratorHealth(), activeUsers: 1)
        }
        var run = collector.finish(.complete, durationNanoseconds: 4_000_000_000)
        run.facts.segments = ["one": 0..<2]
        #expect(
            block(run, "segment") == [
                "segment          samples  failed  offered  achieved   p50   p99",
                "one (0 s – 2 s)       62       2        —      30/s  5 ms  5 ms",
                "  a                   20       0               10/s  5 ms  5 ms",
                "  b                   42       2               20/s  5 ms  5 ms",
            ])
    }

    @Test func `a schedule without named segments has no table of them`() {
        #expect(block(.made(ok: [(1, 1)]), "segment") == [])
    }
}
