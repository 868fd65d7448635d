import Testing

@testable import LoadTestingCore

@Suite struct ConsoleReportWidthTests {
    private func table(
        _ run: RunSnapshot, width: Int, from title: String = "label"
    ) -> [String] {
        let lines = ConsoleReport(.made(run), width: width).text
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return Array(lines.drop { !$0.hasPrefix(title) }.prefix { !$0.isEmpty })
    }

    private func columns(_ run: RunSnapshot, width: Int) -> [String] {
        table(run, width: width)[0].replacing("error %", with: "error%").split(separator: " ")
            .map(String.init)
    }

    private let short = RunSnapshot.made([("GET /", .made(ok: [(1_000, 10)]))])
    private let long = RunSnapshot.made([
        ("GET /api/v1/organisations/{organisation}/projects/{project}", .made(ok: [(1_000, 10)])),
        (
            "GET /api/v1/organisations/{organisation}/members",
            .made(ok: [(97, 10)], failed: [(3, .reset)])
        ),
    ])

    @Test(arguments: [
        (
            200,
            [
                "label", "samples", "failed", "error%", "throughput", "p50", "p90", "p95", "p99",
                "max", "min", "mean", "received",
            ]
        ),
        (
            100,
            [
                "label", "samples", "failed", "error%", "throughput", "p50", "p90", "p95", "p99",
                "max", "min", "mean",
            ]
        ),
        (
            80,
            [
                "label", "samples", "failed", "error%", "throughput", "p50", "p90", "p95", "p99",
                "max",
            ]
        ),
        (60, ["label", "samples", "failed", "throughput", "p50", "p95", "p99"]),
    ])
    func `a narrow reader has fewer columns, the tail's last`(width: Int, columns: [String]) {
        #expect(self.columns(short, width: width) == columns)
    }

    @Test(arguments: [60, 80, 100, 120, 200])
    func `a table keeps to the width, whatever the labels are`(width: Int) {
        for run in [short, long] {
            let lines = table(run, width: width)
            #expect(lines.allSatisfy { $0.cells <= width })
            #expect(lines[0].contains("p99") && lines[0].contains("throughput"))
        }
    }

    @Test func `long labels are cut in the middle where columns are not enough`() {
        #expect(
            table(long, width: 80) == [
                "label                           samples  failed  throughput    p50    p95    p99",
                "GET /api/v1/org…ects/{project}    1,000       0       100/s  10 ms  10 ms  10 ms",
                "GET /api/v1/org…ation}/members      100       3       9.7/s  10 ms  10 ms  10 ms",
                "  failed                              3                       1 ms   1 ms   1 ms",
                "all                               1,100       3     109.7/s  10 ms  10 ms  10 ms",
                "  failed                              3                       1 ms   1 ms   1 ms",
            ])
    }

    @Test func `a wide terminal shows labels and columns in full`() {
        let lines = table(long, width: 200)
        #expect(lines[1].hasPrefix("GET /api/v1/organisations/{organisation}/projects/{project}  "))
        #expect(lines[0].hasSuffix("received"))
    }

    @Test func `columns stand below each other where labels are wide or carry marks`() {
        let run = RunSnapshot.made([
            ("検索する", .made(ok: [(100, 10)])), ("cafe\u{301}", .made(ok: [(100, 10)])),
            ("🚀 start", .made(ok: [(100, 10)])),
        ])
        #expect(
            table(run, width: 200).prefix(4).map { $0.split(separator: " 0  ")[0] } == [
                "label     samples  failed  error %  throughput    p50    p90    p95    p99    max"
                    + "    min   mean  received", "検索する      100      ",
                "cafe\u{301}          100      ",
                "🚀 start      100      ",
            ])
    }

    @Test func `of many labels those that failed or were sent most have a row, in their order`() {
        let labels = (0..<200).map { number in
            (
                "GET /\(number)",
                LabelSnapshot.made(
                    ok: [(number % 10 == 0 ? 1 + number / 10 : 1, 10)],
                    failed: number == 77 ? [(1, .reset)] : [])
            )
        }
        let lines = table(.made(labels), width: 80)
        // GET /0 and GET /1 have the fewest requests of 21 that could be chosen.
        let kept = ([77] + (1..<20).map { $0 * 10 }).sorted().map { "GET /\($0)" }
        let rows = lines.map { $0.split(separator: "  ").first ?? "" }
        #expect(rows.filter { $0.hasPrefix("GET") } == kept.map { $0[...] })
        #expect(Array(rows.suffix(3)) == ["180 others", "all", "failed"])
        #expect(lines[22].contains(/180 others +180 +0\b/))
        #expect(lines[23].contains(/all +391 +1\b/))
    }

    @Test func `as many labels as there are rows have no others`() {
        let labels = (0..<ShownRows.max).map { ("GET /\($0)", LabelSnapshot.made(ok: [(1, 10)])) }
        #expect(table(.made(labels), width: 80).count == ShownRows.max + 2)
    }

    @Test func `transactions without a row are no other requests`() {
        let rows = (0..<22).map { number in
            (
                SampleRow(label: "\(number)", kind: number < 2 ? .transaction : .requests),
                LabelSnapshot.made(ok: [(number < 3 ? 1 : 5, 10)])
            )
        }
        var collector = Collector(names: SampleNames(rows: rows.map(\.0)))
        collector.add(
            second: 0, labels: rows.map(\.1), health: GeneratorHealth(), activeUsers: 1)
        let run = collector.finish(.complete, durationNanoseconds: 1_000_000_000)
        let lines = table(run, width: 80)
        #expect(lines.contains { $0.hasPrefix("0  ") })
        #expect(lines.contains { $0.contains(/^1 other +1\b/) })
        #expect(lines.contains { $0.contains(/^1 other transaction +1\b/) })
    }

    @Test func `no line ends in blanks, and none holds an escape code`() {
        for width in [60, 120] {
            let text = ConsoleReport(.made(long, p99 < .seconds(1)), width: width).text
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.last != " " })
            #expect(!text.contains("\u{1b}"))
        }
    }
}
