import Foundation
import TestSupport
import Testing

@Suite struct ReportCommandTests {
    @Test func `a JTL is reported on standard output`() async throws {
        let folder = try TemporaryFolder(["a.jtl": MadeJTL.run(around: 20, failing: 100)])
        let outcome = try await CommandLine.run(["report", folder.path("a.jtl")])
        #expect(outcome.code == 0)
        #expect(outcome.text.contains("http://127.0.0.1 · 10,000 requests in 20"))
        #expect(outcome.text.contains("http(503)    100     1 %"))
        #expect(outcome.text.contains("read from a file"))
        // Nothing is said of a machine and of a server that nobody could watch.
        #expect(!outcome.text.contains("not watched"))
        #expect(!outcome.text.contains("load of the machine unknown"))
    }

    @Test(arguments: ["report.html", "report.txt", "report.md", "report.json", "report.xml"])
    func `the end of its name is a report's format`(name: String) async throws {
        let folder = try TemporaryFolder(["a.jtl": MadeJTL.run(seconds: 1, around: 20)])
        let outcome = try await CommandLine.run(
            ["report", folder.path("a.jtl"), "-o", folder.path("new/\(name)")])
        #expect(outcome.code == 0 && outcome.text == "")
        let text = try String(contentsOfFile: folder.path("new/\(name)"), encoding: .utf8)
        #expect(text.contains("a.jtl"))
        let starts = ["json": "{", "xml": "<?xml"]
        if let start = starts[String(name.split(separator: ".")[1])] {
            #expect(text.hasPrefix(start))
        }
    }

    @Test func `several files are one run`() async throws {
        let rows = MadeJTL.run(seconds: 2, rate: 10, around: 20).split(separator: "\n")
        let parts = [rows[1...10], rows[11...]].map { MadeJTL.header + $0.joined(separator: "\n") }
        let folder = try TemporaryFolder(["1.jtl": parts[0] + "\n", "2.jtl": parts[1] + "\n"])
        let outcome = try await CommandLine.run([
            "report", folder.path("2.jtl"), folder.path("1.jtl"),
        ])
        #expect(outcome.text.contains("20 requests"))
    }

    @Test(arguments: [
        (["report", "no.jtl"], 66, "no.jtl does not exist: check its name"),
        (["report", "bad.jtl"], 65, "bad.jtl is no JTL: its first line is \"hello\""),
        (["report", "empty.jtl"], 65, "empty.jtl is empty"),
        (["report", "xml.jtl"], 65, "output_format=csv"),
        (["report", "other.json"], 65, "other.json is no stored result: No value"),
        (["report", "old.json"], 65, "was written by another version of the library"),
        (["report", "good.jtl", "-o", "file/x.txt"], 73, "can't be written"),
        (["report", "."], 65, "holds no stored result"), (["report"], 64, "Missing expected"),
        (["reprot", "a"], 64, "reprot"), (["report", "good.jtl", "--nothing"], 64, "--nothing"),
        (["check", "good.jtl"], 64, "Missing expected argument '--budget"),
        (["check", "good.jtl", "--budget", "p99<5"], 64, "\"5\" is not a time such as 50ms"),
        (["compare", "good.jtl", "no.jtl"], 66, "no.jtl does not exist"),
        (["merge", "good.jtl"], 64, "--output"),
    ])
    func `misuse ends with a code of its own, and names file and remedy`(
        arguments: [String], code: Int32, message: String
    ) async throws {
        let folder = try TemporaryFolder([
            "bad.jtl": "hello\n", "empty.jtl": "", "xml.jtl": "<?xml version=\"1.0\"?>",
            "other.json": "{\"a\": 1}", "file": "", "good.jtl": MadeJTL.run(seconds: 1, around: 9),
            "old.json": "{\"snapshot\": {\"layoutVersion\": 1}}",
        ])
        // A folder with a stored result of any layout is one with results.
        if arguments == ["report", "."] {
            try FileManager.default.removeItem(atPath: folder.path("old.json"))
        }
        let outcome = try await CommandLine.run(arguments, in: folder.url.path)
        #expect(outcome.code == code, "\(outcome.text)")
        #expect(outcome.text.contains(message), "\(outcome.text)")
    }

    @Test func `help names commands and exit codes`() async throws {
        let outcome = try await CommandLine.run(["--help"])
        #expect(outcome.code == 0)
        for word in ["report", "compare", "merge", "check", "inconclusive", "65"] {
            #expect(outcome.text.contains(word))
        }
    }
}
