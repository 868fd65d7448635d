import Foundation
import LoadTestingCore
import Synchronization
import TestSupport
import Testing

@testable import LoadTesting

@Suite struct GitHubActionsTests {
    /// The lines that were written.
    private final class Lines: Sendable {
        private let lines = Mutex<[String]>([])

        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    private let lines = Lines()
    private let counter = GitHubActions.Counter()
    private let place = CodeLocation(
        fileID: "M/A.swift", filePath: "/w/repo/A.swift", line: 7, column: 3)

    private func actions(_ environment: [String: String] = [:]) -> GitHubActions? {
        let known = ["GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": "/w/repo"]
        return GitHubActions(
            known.merging(environment) { $1 }, annotations: counter, write: lines.add)
    }

    /// A run of no requests, which keeps no budget.
    private func result(_ name: String = "a") throws -> LoadTestResult {
        let plan = LoadTest(name, target: "http://127.0.0.1:1") {
            ThreadGroup(users: 1) { HTTPGet("/") }
            expect(p99 < .milliseconds(5))
        }
        var run = RunSnapshot(labels: ["GET /"])
        run.facts.name = name
        return LoadTestResult(
            run, budgets: plan.budgets, plannedUsers: 1)
    }

    @Test func `a missed budget is an annotation at its line, in the repository's folder`() throws {
        var finding = try result().findings[0]
        finding.location = place
        actions()?.annotate([finding], of: "50 %, a:b\nc", defaultLocation: place)
        #expect(
            lines.all == [
                "::error file=A.swift,line=7,title=50 %25%2C a%3Ab\\u{a}c%3A inconclusive::"
                    + finding.message.replacingOccurrences(of: "%", with: "%25")
            ])
    }

    @Test func `a step shows ten annotations, so no more are written`() throws {
        let finding = try result().findings[0]
        for _ in 0..<4 {
            actions()?.annotate([finding, finding, finding], of: "a", defaultLocation: place)
        }
        #expect(lines.all.count == 10)
    }

    @Test func `elsewhere there is nothing`() {
        #expect(GitHubActions([:]) == nil && actions(["GITHUB_ACTIONS": ""]) == nil)
    }

    @Test func `a run is appended to the summary while there is room`() throws {
        let folder = try TemporaryFolder(["summary.md": "before\n"])
        let path = folder.path("summary.md")
        let actions = actions(["GITHUB_STEP_SUMMARY": path])
        try actions?.summarize(result("first"))
        try actions?.summarize(result("second"))
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("before\n### ❔ first") && text.contains("\n### ❔ second"))
        let full = Data(repeating: UInt8(ascii: "x"), count: GitHubActions.maxSummaryBytes - 5)
        try full.write(to: URL(filePath: path))
        try actions?.summarize(result("third"))
        #expect(try Data(contentsOf: URL(filePath: path)).count == full.count)
    }

    @Test func `a summary that is not there is no error`() throws {
        try actions(["GITHUB_STEP_SUMMARY": "/nowhere/summary.md"])?.summarize(result())
        #expect(lines.all == [])
    }
}
