import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

/// The answer of a search in all that a run leaves behind.
@Suite struct CapacityReportTests {
    private static let result: LoadTestResult = {
        var run = SampleRuns.short.snapshot
        var record = CapacityRecord(countsUsers: false, end: .found)
        (record.held, record.missed) = (285, 300)
        record.levels = [
            level(100, .held, p95: 5), level(200, .held, p95: 6), level(400, .missed, p95: 2_000),
            level(300, .missed, p95: 184), level(285, .held, p95: 60), level(285, .held, p95: 62),
        ]
        record.levels[5].isRepeated = true
        record.drift = LevelDrift(load: 100, first: 2_000_000, last: 4_000_000)
        var overload = OverloadRecord()
        overload.levels = [1.25, 1.5, 2].map { factor in
            OverloadRecord.Level(
                factor: factor, level: level(285 * factor, .missed, p95: 3_000),
                goodput: 1.5 - factor / 2, causes: factor == 2 ? [.http(status: 503): 1_204] : [:])
        }
        overload.recovery = OverloadRecord.Recovery(load: 142.5, watched: 12, seconds: 3)
        record.overload = overload
        run.capacity = record
        return LoadTestResult(
            run, budgets: [capacity > .perSecond(250), recovery < .seconds(5)], plannedUsers: 0)
    }()

    private static func level(
        _ load: Double, _ outcome: LoadLevel.Outcome, p95: Int64
    ) -> LoadLevel {
        var level = LoadLevel(load: load, seconds: 3, outcome: outcome)
        level.requests = UInt64(load * 3)
        level.throughput = min(load, 290)
        (level.p50, level.p95, level.p99) = (1_000_000, p95 * 1_000_000, p95 * 1_100_000)
        if outcome == .missed { level.reason = "p95 was <\(p95)> ms" }
        return level
    }

    private static let lines = [
        "capacity": "285/s: 285/s held; 300/s missed: p95 was <184> ms (6 levels in 18 s)",
        "drift": "the target became slower during the search: at 100/s p50 was 2 ms at first, 4 ms"
            + " at the end",
        "knee": "from 400/s on p95 rises steeply",
        "overload": "sudden: successes were 88 % at 1.25 ×, 75 % at 1.5 ×, 50 % at 2 × of those at"
            + " the capacity; http(503) 1,204 at 2 ×",
        "recovery": "the budgets held again 3 s after 2 ×, at half of the capacity",
    ]

    @Test func `the console has a line for each answer, and one for each level`() {
        let text = ConsoleReport(Self.result).text
        for (name, line) in Self.lines {
            let start = name.padding(toLength: 11, withPad: " ", startingAt: 0)
            #expect(text.contains("\(start)\(line)\n"), "\(text)")
        }
        #expect(text.contains("held, once more"))
        #expect(text.contains("2 × the capacity, missed: p95 was <3000> ms"), "\(text)")
    }

    @Test func `the page has a section of it`() throws {
        let page = HTMLReportDocument(Self.result).text
        let start = try #require(page.firstRange(of: "<section id=\"capacity\"")).lowerBound
        let section = page[start...].prefix { $0 != "\u{0}" }
        #expect(page.contains("<li><strong>capacity</strong> 285/s: 285/s held; 300/s missed"))
        #expect(page.contains("p95 was &lt;184&gt; ms"))
        #expect(section.contains("Levels of the search"))
        #expect(section.contains("<th scope=\"row\" data-key=\"570\">570/s</th>"), "\(section)")
        #expect(page.contains("<a href=\"#capacity\">Capacity</a>"))
        let other = HTMLReportDocument(SampleRuns.short.result()).text
        #expect(!other.contains("id=\"capacity\""))
    }

    @Test func `the job's page has its lines and a table`() {
        let text = MarkdownText(Self.result).text
        #expect(text.contains("- **capacity** 285/s&#58; 285/s held; 300/s missed&#58; p95"))
        #expect(text.contains("- **recovery** the budgets held again 3 s after 2 ×"))
        #expect(text.contains("\n| level | requests | failed | throughput | p50 | p95 | p99 |"))
        #expect(text.contains("\n| 285/s | 855 | 0 | 285/s | 1 ms | 62 ms | 68.2 ms | held, once"))
    }

    @Test func `a JUnit suite has properties`() {
        let text = JUnitText(Self.result).text
        let start = "<properties>\n<property name=\"capacity\" value=\"285/s: 285/s held;"
        #expect(text.contains(start))
        #expect(text.contains("p95 was &lt;184&gt; ms"))
        #expect(text.contains("<property name=\"overload\" value=\"sudden: "))
        #expect(!JUnitText(SampleRuns.short.result()).text.contains("<property name=\"capacity"))
    }

    private static let schemaCheck = """
        import json, jsonschema, sys
        schema, summary = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))
        errors = jsonschema.Draft202012Validator(schema).iter_errors(summary)
        print(json.dumps([e.message for e in errors]))
        """

    @Test func `the summary has it as figures`() throws {
        let data = try JSONEncoder().encode(ResultSummary(Self.result))
        struct Read: Decodable {
            struct Capacity: Decodable {
                var unit, end, breakdown: String
                var held, missed, rate, knee: Double
                var levels: [[String: Value]]
                var overload: [Overload]
                var recovery: [String: Double]
            }
            struct Overload: Decodable {
                var factor, goodput: Double
                var errors: [String: Int]
            }
            struct Value: Decodable {
                init(from decoder: any Decoder) throws {}
            }
            var capacity: Capacity
        }
        let read = try JSONDecoder().decode(Read.self, from: data).capacity
        #expect(read.unit == "perSecond" && read.end == "found" && read.breakdown == "sudden")
        #expect(read.held == 285 && read.missed == 300 && read.rate == 285 && read.knee == 400)
        #expect(read.levels.count == 6 && read.overload.map(\.factor) == [1.25, 1.5, 2])
        #expect(read.overload[2].goodput == 0.5 && read.overload[2].errors == ["http(503)": 1_204])
        #expect(read.recovery == ["load": 142.5, "watched": 12, "duration": 3])
        let plain = try JSONEncoder().encode(ResultSummary(SampleRuns.short.result()))
        #expect(!String(decoding: plain, as: UTF8.self).contains("\"capacity\""))
    }

    @Test(.enabled(if: Python.isWanted)) func `the summary is what its schema says`() throws {
        let summary = try JSONEncoder().encode(ResultSummary(Self.result))
        let folder = try TemporaryFolder([
            "summary.json": String(decoding: summary, as: UTF8.self)
        ])
        let schema = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Documentation/summary.schema.json").standardizedFileURL
        let errors: [String] = try withExtendedLifetime(folder) {
            try Python.run(Self.schemaCheck, schema.path, folder.path("summary.json"))
        }
        #expect(errors == [])
    }
}
