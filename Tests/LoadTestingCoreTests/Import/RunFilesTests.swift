import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct RunFilesTests {
    private func shard(_ milliseconds: [Double], name: String = "shop") -> LoadTestResult {
        LoadTestResult(
            name: name, target: "http://host",
            snapshot: .made(ok: milliseconds.map { (count: 100, milliseconds: $0) }),
            budgets: [p99 < .milliseconds(50)], scale: 1, plannedUsers: 7, seed: Seed(1))
    }

    /// A folder in which these results are stored.
    private func folder(_ results: [String: LoadTestResult]) throws -> TemporaryFolder {
        let folder = try TemporaryFolder(["summary.json": "{\"schemaVersion\": 1}"])
        for (name, result) in results { try ReportFile.store(result, in: folder.path(name)) }
        return folder
    }

    @Test func `a stored result is read as it was`() throws {
        let folder = try folder(["a.json": shard([10, 20])])
        let result = try RunFiles.run(of: [folder.path("a.json")])
        #expect(result.snapshot == shard([10, 20]).snapshot)
        #expect(result.findings.map(\.verdict) == [.passed])
    }

    @Test func `shards merge exactly, whatever the folder that they are in`() throws {
        let folder = try folder([
            "run/0/result.json": shard([10, 20]), "run/1/result.json": shard([30, 60]),
        ])
        let result = try RunFiles.run(of: [folder.path("run")])
        let whole = shard([10, 20, 30, 60])
        #expect(result.requests == 400)
        #expect(result.snapshot.total()?.okResponse == whole.snapshot.total()?.okResponse)
        // The budget of the plan, judged by all.
        #expect(result.findings.map(\.verdict) == [.failed])
        #expect(result.plannedUsers == 7)
    }

    @Test func `other budgets replace those of the plan`() throws {
        let folder = try folder(["a.json": shard([10, 20])])
        let result = try RunFiles.run(
            of: [folder.path("a.json")], budgets: [p50 < .milliseconds(5)])
        #expect(result.findings.map(\.verdict) == [.failed])
    }

    @Test func `results of two plans are no shards of one run`() throws {
        let folder = try folder(["a.json": shard([10]), "b.json": shard([10], name: "other")])
        #expect {
            try RunFiles.run(of: [folder.path("a.json"), folder.path("b.json")])
        } throws: {
            ($0 as? Problem)?.message.contains("is of \"other\"") == true
        }
    }

    @Test func `a JTL and a result are no parts of one run`() throws {
        let folder = try folder(["a.json": shard([10])])
        try Data("timeStamp,elapsed\n1,1\n".utf8).write(to: folder.url.appending(path: "b.jtl"))
        #expect {
            try RunFiles.run(of: [folder.path("a.json"), folder.path("b.jtl")])
        } throws: {
            ($0 as? Problem)?.message.contains("no parts of one run") == true
        }
    }

    @Test func `a result cut at any place, and random bytes, end in a problem`() throws {
        let folder = try folder(["a.json": shard([10])])
        let whole = try Data(contentsOf: folder.url.appending(path: "a.json"))
        for length in stride(from: 1, to: whole.count - 1, by: 97) {
            try whole[..<length].write(to: folder.url.appending(path: "cut.json"))
            #expect(throws: Problem.self) { try RunFiles.run(of: [folder.path("cut.json")]) }
        }
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            var bytes = whole
            for _ in 0..<20 {
                let place = Int.random(in: 1..<bytes.count, using: &generator)
                bytes[place] = UInt8.random(in: 0...255, using: &generator)
            }
            try bytes.write(to: folder.url.appending(path: "bad.json"))
            _ = try? RunFiles.run(of: [folder.path("bad.json")]).description
        }
    }
}
