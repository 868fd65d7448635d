import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Files of a run, read by programs that are not ours.
    @Suite(.timeLimit(.minutes(2))) struct LeftFiles {
        private let folder: TemporaryFolder

        init() throws { folder = try TemporaryFolder(["here": ""]) }

        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                connection.reply(request.target.hasPrefix("/bad") ? "500 No" : "200 OK")
            }
        }

        private func plan(_ url: String) -> LoadTest {
            LoadTest("files", target: url) {
                ThreadGroup("a \"group\", quoted", users: 3, loops: 20) {
                    HTTPGet("/good?token=CANARY-1&page=2")
                    HTTPGet("/bad").named("broken, \"quoted\" & <odd>")
                    Transaction("two") { HTTPGet("/good").named("inner") }
                }
                At(.zero) { Perform("mark the beginning") {} }
                JTLWriter(folder.path("deep/er/results.jtl"))
                JTLWriter(folder.path("results.xml"), as: .xml)
                JSONSummary(folder.path("summary.json"))
                JUnitReport(folder.path("junit.xml"))
                HdrLog(folder.path("latency.hlog"))
                MarkdownSummary(folder.path("summary.md"))
                OpenMetrics(folder.path("metrics.txt"))
                ResultFile(folder.path("result.json"))
                expect(p99(of: "inner") < .seconds(2), errorRate < .percent(1))
            }
        }

        private func text(_ name: String) throws -> String {
            try String(contentsOfFile: folder.path(name), encoding: .utf8)
        }

        /// All that the readers found.
        private struct Read: Decodable {
            var columns: [String]
            var rows: Int
            var failures: [String: Int]
            var threads: Int
            var transactions: Int
            var urls: [String]
            var xmlSamples: Int
            var histograms: [String: Int]
            var maxima: [String: Double]
            var events: [String]
            var schemaErrors: [String]
            var cases: [String]
            var failed: [String]
            var metrics: [String: Double]
        }

        private static let reader = #"""
            import collections, csv, json, sys, xml.etree.ElementTree as tree
            import jsonschema
            from hdrh.log import HistogramLogReader
            from hdrh.histogram import HdrHistogram
            from prometheus_client.openmetrics.parser import text_string_to_metric_families
            folder, schema = sys.argv[1:]
            with open(folder + "/deep/er/results.jtl", newline="") as file:
                reader = csv.DictReader(file)
                rows = list(reader)
            samples = tree.parse(folder + "/results.xml").getroot().findall("*")
            histograms, maxima = collections.Counter(), collections.defaultdict(float)
            log = HistogramLogReader(folder + "/latency.hlog", HdrHistogram(1, 3600000000, 3))
            while (found := log.get_next_interval_histogram()) is not None:
                histograms[found.get_tag()] += found.get_total_count()
                maxima[found.get_tag()] = max(maxima[found.get_tag()], found.get_max_value())
            summary = json.load(open(folder + "/summary.json"))
            validator = jsonschema.Draft202012Validator(json.load(open(schema)))
            cases = tree.parse(folder + "/junit.xml").getroot().findall(".//testcase")
            metrics = {}
            for family in text_string_to_metric_families(open(folder + "/metrics.txt").read()):
                for sample in family.samples:
                    if sample.name == "loadtesting_requests_total":
                        metrics[sample.labels["label"] + " " + sample.labels["outcome"]] = sample.value
            print(json.dumps(dict(
                columns=reader.fieldnames, rows=len(rows),
                failures=collections.Counter(r["label"] for r in rows if r["success"] == "false"),
                threads=len({r["threadName"] for r in rows}),
                transactions=sum(r["responseMessage"].startswith("Number of samples in transaction : 1,")
                                 for r in rows),
                urls=sorted({r["URL"] for r in rows}),
                xmlSamples=sum(s.tag == "httpSample" for s in samples),
                histograms=histograms, maxima=maxima,
                events=[e["name"] for e in summary["events"] if e["time"] >= e["plannedTime"]],
                schemaErrors=[e.message for e in validator.iter_errors(summary)],
                cases=[c.get("name") for c in cases],
                failed=[c.get("line") for c in cases if c.find("failure") is not None],
                metrics=metrics)))
            """#

        private static let schema = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../../Documentation/summary.schema.json").standardizedFileURL

        @Test(.enabled(if: Python.isWanted))
        func `independent readers find in each file what the result has`() async throws {
            let server = try server()
            let url = server.url
            let plan = plan(url)
            let result = try await measure(plan)
            let read: Read = try Python.run(
                Self.reader, folder.url.path(percentEncoded: false), Self.schema.path)
            #expect(result.requests == 180 && result.notes.isEmpty)
            #expect(read.columns == JTLText.columns)
            #expect(read.rows == 240 && read.threads == 3 && read.transactions == 60)
            let odd = "broken, \"quoted\" & <odd>"
            #expect(read.failures == [odd: 60])
            #expect(read.xmlSamples == 180)
            #expect(
                read.urls == [
                    "\(url)/bad", "\(url)/good", "\(url)/good?token=…&page=2", "null",
                ])
            #expect(
                read.histograms == [
                    "GET_/good": 60, "broken__\"quoted\"_&_<odd>_(failed)": 60, "inner": 60,
                    "two": 60,
                ])
            let slowest = try #require(result.snapshot.total(of: "inner")?.okResponse.maximum)
            let logged = try #require(read.maxima["inner"])
            // Three digits of it are kept, of whole microseconds.
            let excess = logged * 1_000 - Double(slowest.wholeNanoseconds)
            #expect(abs(excess) < Double(slowest.wholeNanoseconds) / 1_000 + 1_000)
            #expect(read.events == ["mark the beginning"])
            #expect(read.schemaErrors == [])
            #expect(read.cases == ["p99(of: \"inner\") < 2 s", "errorRate < 1 %"])
            #expect(read.failed.count == 1)
            #expect(read.metrics["inner ok"] == 60 && read.metrics["\(odd) failed"] == 60)
        }

        @Test(.enabled(if: XMLLint.isWanted, "no xmllint"))
        func `a JUnit file is what its schema says, of each kind of run`() async throws {
            let xmllint = try #require(XMLLint.path, "CI needs it: Scripts/setup-tests installs it")
            let server = try server()
            for (name, scale) in [("whole", "1"), ("scaled", "0.5")] {
                var plan = plan(server.url)
                plan.budgets += [throughput > .perSecond(1), p99 < .seconds(2)]
                _ = try await measure(
                    plan,
                    variables: [
                        "LOADTESTING_SCALE": scale, "LOADTESTING_OUTPUT": folder.path(name),
                    ])
            }
            let schema = Self.schema.deletingLastPathComponent().appending(path: "junit.xsd").path
            let files = ["whole", "scaled"].map { folder.path("\($0)/files/junit.xml") }
            let child = try ChildProcess(xmllint, ["--noout", "--schema", schema] + files)
            #expect(await child.exit(within: .seconds(30)) == .success, "\(child.output)")
            let text = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }.joined()
            for kind in ["<failure ", "<error ", "<skipped ", " line=\""] {
                #expect(text.contains(kind), "\(kind)")
            }
        }

        @Test func `a stored result is the one that was returned, and no file is half-written`()
            async throws
        {
            let server = try server()
            let result = try await measure(plan(server.url))
            let stored = try JSONDecoder().decode(
                LoadTestResult.self,
                from: Data(contentsOf: URL(filePath: folder.path("result.json"))))
            #expect(stored.snapshot == result.snapshot)
            #expect(stored.findings == result.findings)
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
            #expect(names.filter { $0.hasSuffix(".partial") } == [])
            for name in names where name.contains(".") {
                #expect(try !text(name).contains("CANARY"), "\(name)")
            }
        }

        @Test func `the environment turns a set of files on without touching code`() async throws {
            let server = try server()
            let plan = LoadTest("My test: 1/2", target: server.url) {
                ThreadGroup(users: 1) { HTTPGet("/good") }
            }
            _ = try await measure(plan, variables: ["LOADTESTING_OUTPUT": folder.path("out")])
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.path("out/My-test-1-2"))
            #expect(
                names.sorted() == [
                    "junit.xml", "latency.hlog", "metrics.txt", "report.html", "result.json",
                    "results.jtl", "summary.json", "summary.md",
                ])
        }

        @Test func `repeated runs leave a log each, and one report`() async throws {
            let server = try server()
            let plan = LoadTest("twice", target: server.url) {
                ThreadGroup(users: 1, loops: 5) { HTTPGet("/good") }
                JTLWriter(folder.path("results.jtl"))
                JSONSummary(folder.path("summary.json"))
            }
            _ = try await LoadTestRunner(plan, console: nil, variables: [:], loops: 1)
                .result(repeats: 2)
            for name in ["results.jtl", "results-2.jtl"] {
                #expect(try text(name).split(separator: "\n").count == 6, "\(name)")
            }
            let verdicts = "\"runs\" : [\n    \"passed\",\n    \"passed\""
            #expect(try text("summary.json").contains(verdicts))
        }

        @Test func `a dry run leaves nothing behind`() async throws {
            let server = try server()
            let plan = plan(server.url)
            _ = try await LoadTestRunner(
                plan, as: .dryRun, console: nil, variables: [:], loops: 1
            ).result()
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path)
            #expect(names == ["here"])
        }

        // MARK: - What goes wrong

        @Test func `a path that can't be written is refused before the first request`()
            async throws
        {
            let server = try server()
            let file = folder.path("here")
            let plan = LoadTest("nowhere", target: server.url) {
                ThreadGroup(users: 1) { HTTPGet("/good") }
                JTLWriter("\(file)/results.jtl")
                HTMLReport("/dev/null/report.html")
                JSONSummary("\(folder.path("."))/")
            }
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(error?.problems.count == 3)
            #expect(error?.problems.first?.message.contains("results.jtl can't be written") == true)
            #expect(server.requests.isEmpty)
        }

        @Test func `wrong paths are problems of the plan, all at once`() async throws {
            let server = try server()
            let plan = LoadTest("wrong", target: server.url) {
                ThreadGroup(users: 1) { HTTPGet("/good") }
                JTLWriter("")
                JSONSummary(folder.path("a"))
                JUnitReport(folder.path("a"))
            }
            let error = await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(
                error?.problems.map(\.message) == [
                    "a listener's path is empty", "two listeners write \(folder.path("a"))",
                ])
        }

        @Test func `a folder that goes away while the load runs costs the files and no verdict`()
            async throws
        {
            let place = folder.path("gone")
            let server = try server()
            let plan = LoadTest("gone", target: server.url) {
                ThreadGroup(users: 1) {
                    Scenario("remove") { user in
                        _ = try await user.get("/good")
                        try FileManager.default.removeItem(atPath: place)
                        // Nothing may be made anew there.
                        try Data().write(to: URL(filePath: place))
                    }
                }
                JTLWriter("\(place)/results.jtl")
                JSONSummary("\(place)/summary.json")
                expect(errorRate <= .percent(0))
            }
            let result = try await measure(plan)
            #expect(result.verdict == .passed && result.requests == 1)
            #expect(result.notes.count == 2)
            #expect(result.notes.first?.contains("results.jtl is not complete: ") == true)
            #expect(result.notes.last?.contains("summary.json was not written: ") == true)
        }

        @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
        func `a full disk costs the files and no verdict`() async throws {
            let place = folder.path("full")
            let server = try server()
            let plan = LoadTest("full", target: server.url) {
                ThreadGroup(users: 1) {
                    Scenario("fill") { user in
                        _ = try await user.get("/good")
                        try FileManager.default.createSymbolicLink(
                            atPath: "\(place)/summary.json.partial",
                            withDestinationPath: "/dev/full")
                    }
                }
                JSONSummary("\(place)/summary.json")
            }
            let result = try await measure(plan)
            #expect(result.verdict == .passed)
            #expect(
                result.notes == [
                    "\(place)/summary.json was not written: No space left on device"
                ])
            #expect(!FileManager.default.fileExists(atPath: "\(place)/summary.json"))
        }

        @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
        func `a log on a full disk ends, and says where its beginning is`() async throws {
            let path = folder.path("results.jtl")
            try FileManager.default.createSymbolicLink(
                atPath: "\(path).partial", withDestinationPath: "/dev/full")
            let file = StreamedFile(try OutputFile(path))
            file.begin { file throws(OutputFile.Failure) in
                try file.write([1])
                return []
            }
            #expect(
                await file.finish() == [
                    "\(path) is not complete: No space left on device; \(path).partial has what"
                        + " could be written"
                ])
        }
    }
}

/// libxml2's checker.
private enum XMLLint {
    private static let environment = ProcessInfo.processInfo.environment
    static let path = (environment["PATH"] ?? "").split(separator: ":")
        .map { "\($0)/xmllint" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Where it is missing its tests are skipped, but never in CI.
    static let isWanted = path != nil || environment["CI"] != nil
}
