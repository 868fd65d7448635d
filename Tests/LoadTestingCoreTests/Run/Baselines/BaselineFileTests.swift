import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct BaselineFileTests {
    private func plan(in folder: TemporaryFolder, name: String = "a test: reads") -> LoadTest {
        var budget = p50 < .baseline(+10.percent)
        budget.location = CodeLocation(
            fileID: "M/ShopTests.swift", filePath: "/x/ShopTests.swift", line: 3, column: 5)
        budget.location?.filePath = folder.path("ShopTests.swift")
        var plan = LoadTest(name, target: "http://127.0.0.1:1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
        }
        plan.budgets = [budget]
        return plan
    }

    private let run: RunSnapshot = {
        let names = SampleNames(labels: ["home"])
        var collector = Collector(names: names)
        for second in 0..<12 {
            let recorder = Recorder(names: names)
            for number in 0..<100 {
                recorder.record(
                    Sample(
                        label: 0, group: 0, user: 0, iteration: 0, due: 0, start: 0,
                        end: Int64(10 + number % 3) * 1_000_000, received: 0, sent: 0, status: 200,
                        cause: 0, openedConnection: false, resent: false))
            }
            let taken = recorder.takeAll()
            collector.add(
                second: second, labels: taken.labels, health: taken.health, activeUsers: 1)
        }
        return collector.finish(.complete, durationNanoseconds: 12_000_000_000)
    }()

    @Test func `what is recorded is beside the source, readable, and read again`() throws {
        let folder = try TemporaryFolder(["ShopTests.swift": ""])
        let plan = plan(in: folder)
        let file = try #require(BaselineFile(plan, machine: "2-cores"))
        #expect(file.path == folder.path("__Baselines__/ShopTests/a-test-reads.2-cores.json"))
        try file.write(run, budgets: plan.budgets, day: "2026-03-01")
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        #expect(text.contains("\"recorded\" : \"2026-03-01\"") && text.utf8.count < 2_000)
        let baseline = try file.read()
        #expect(Array(baseline.figures.keys) == ["p50"])
        try file.write(run, budgets: plan.budgets, day: "2026-03-01")
        #expect(try String(contentsOfFile: file.path, encoding: .utf8) == text)
    }

    @Test func `a file that is not there says which there are`() throws {
        let folder = try TemporaryFolder(["ShopTests.swift": ""])
        let plan = plan(in: folder)
        let other = try #require(BaselineFile(plan, machine: "8-cores"))
        try other.write(run, budgets: plan.budgets, day: "2026-03-01")
        let file = try #require(BaselineFile(plan, machine: "2-cores"))
        #expect(throws: BaselineGap.notRecorded(path: file.path, others: ["8-cores"])) {
            try file.read()
        }
    }

    @Test(arguments: ["", "{}", "[1]", "{\"version\": 99}", "\u{0}"])
    func `a file that is no baseline is named`(text: String) throws {
        let folder = try TemporaryFolder([
            "__Baselines__/ShopTests/a-test-reads.2-cores.json": text
        ])
        let file = try #require(BaselineFile(plan(in: folder), machine: "2-cores"))
        #expect {
            try file.read()
        } throws: {
            if case BaselineGap.unreadable(file.path, _) = $0 { true } else { false }
        }
    }

    @Test func `a plan without budgets on a baseline has no file`() throws {
        let plan = LoadTest("t", target: "http://127.0.0.1:1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(p99 < .milliseconds(5))
        }
        #expect(BaselineFile(plan, machine: "m") == nil)
    }

    @Test func `kinds of machines tell apart what makes runs incomparable`() {
        let name = { (processors: Int, gibibytes: UInt64, variables: [String: String]) in
            MachineKind.name(
                processors: processors, memoryBytes: gibibytes << 30, variables)
        }
        #expect(name(2, 7, [:]) == name(2, 8, [:]))
        #expect(name(2, 7, [:]) != name(2, 9, [:]))
        #expect(name(2, 8, [:]) != name(4, 8, [:]))
        #expect(name(2, 8, ["CI": "true"]).hasSuffix("8-GiB-ci"))
        #expect(name(2, 8, ["CI": "true", "GITHUB_ACTIONS": "true"]).hasSuffix("8-GiB-github"))
    }

    // MARK: - Recording

    private func source(
        _ variables: [String: String], _ plan: LoadTest
    ) throws -> (source: BaselineSource, notes: [String]) {
        var measured = Session.Measured(snapshot: run, notes: [], abort: nil)
        let environment = try RunEnvironment(variables, test: "t")
        let source = EarlierRun(plan, environment).source(for: &measured)
        return (source, measured.notes)
    }

    @Test func `a run is recorded when it is asked for, and never else`() throws {
        let folder = try TemporaryFolder(["ShopTests.swift": ""])
        let plan = plan(in: folder)
        let recording = ["LOADTESTING_RECORD_BASELINE": "1"]
        guard case .missing(.notRecorded) = try source(["CI": "1"], plan).source else {
            Issue.record("a file was written")
            return
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path("__Baselines__")))
        guard
            case .missing(.scaled) = try source(
                recording.merging(["LOADTESTING_SCALE": "0.5"]) { $1 }, plan
            ).source, case .recorded = try source(recording, plan).source,
            case .found(let baseline) = try source([:], plan).source
        else {
            Issue.record("a scaled run was recorded, or a whole one was not")
            return
        }
        #expect(baseline.figures.count == 1)
    }

    @Test func `a baseline that can't be written is a note, and no crash`() throws {
        let folder = try TemporaryFolder(["ShopTests.swift": "", "__Baselines__": ""])
        let found = try source(["LOADTESTING_RECORD_BASELINE": "1"], plan(in: folder))
        #expect(found.notes.first?.contains("was not written") == true)
    }
}
