import Foundation
import LoadTesting
import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

/// The recorded issues, in order.
private final class Recorded: Sendable {
    struct Entry: Equatable {
        var file: String
        var line: Int
        var text: String
    }

    let entries = Mutex<[Entry]>([])

    func note(_ issue: Issue) -> Bool {
        let place = issue.sourceLocation
        let text = issue.comments.map(\.rawValue).joined()
        entries.withLock {
            $0.append(Entry(file: place?.fileName ?? "", line: place?.line ?? 0, text: text))
        }
        return true
    }

    var all: [Entry] { entries.withLock { $0 } }
}

extension UnderLoad {
    /// `LoadTest.run()` in a test of Swift Testing; other frameworks are tested by `Consumers`.
    ///
    /// Its tests also wait for the load tests beside them, so the time limit is a guard alone.
    @Suite(.timeLimit(.minutes(10))) struct Runs {
        private func requireHealth(_ server: ScriptedServer) -> LoadTest {
            LoadTest("twenty requests", target: server.url) {
                ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
            }
        }

        @Test func missedBudgetsAreIssuesAtTheirOwnLinesInOrder() async throws {
            let server = try ScriptedServer { $1.reply("503 Busy") }
            let recorded = Recorded()
            let first = #line + 5
            try await withKnownIssue {
                let result = try await LoadTest("misses", target: server.url) {
                    ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
                    expect(requestCount >= 20)
                    expect(errorRate < .percent(1))
                    expect(requestCount > 20, p99 < .seconds(1))
                }.run()
                #expect(result.verdict == .failed)
            } matching: {
                recorded.note($0)
            }
            let file = "LoadTestRunTests.swift"
            let texts = [
                "errorRate was 100 %, budget < 1 % (20 of 20: http(503) 20)",
                "requestCount was 20, budget > 20 (20 requests, 20 failed)",
                "p99 has no value: 100 % of 20 requests failed (budget < 1 s); http(503) 20",
            ]
            let lines = [first, first + 1, first + 1]
            #expect(recorded.all.map(\.line) == lines)
            // xUnit files keep the text alone.
            #expect(
                recorded.all.map(\.text) == zip(texts, lines).map { "\($0) [\(file):\($1)]" })
            #expect(recorded.all.allSatisfy { $0.file == file })
        }

        @Test func inconclusiveBudgetIsRecordedAsSuch() async throws {
            let server = try ScriptedServer()
            let recorded = Recorded()
            try await withKnownIssue {
                try await LoadTest("few", target: server.url) {
                    ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
                    expect(p99 < .seconds(10))
                }.run()
            } matching: {
                recorded.note($0)
            }
            #expect(recorded.all.count == 1)
            #expect(recorded.all.first?.text.hasPrefix("inconclusive: p99 of 20 requests") == true)
        }

        /// A problem without a budget is recorded where `run()` stands.
        @Test func limitIsRecordedWhereRunStands() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(20))
                connection.reply()
            }
            let recorded = Recorded()
            let plan = LoadTest("limit", target: server.url, limit: .milliseconds(100)) {
                ThreadGroup(users: 1, loops: 1_000) { HTTPGet("/") }
            }
            var line = 0
            try await withKnownIssue {
                line = #line + 1
                try await plan.run()
            } matching: {
                recorded.note($0)
            }
            #expect(recorded.all.map(\.line) == [line])
            #expect(recorded.all.first?.text.contains("limit") == true)
        }

        @Test func passedRunRecordsNothing() async throws {
            let server = try ScriptedServer()
            var plan = requireHealth(server)
            plan.name = "passes"
            let result = try await plan.run()
            #expect(result.verdict == .passed)
            #expect(result.findings.isEmpty)
        }

        @Test func recordingNothingLeavesTheResultToTheCaller() async throws {
            let server = try ScriptedServer()
            let result = try await LoadTest("quiet", target: server.url) {
                ThreadGroup(users: 1, loops: 5) { HTTPGet("/") }
                expect(requestCount > 5)
            }.run(recording: .nothing)
            #expect(result.verdict == .failed)
            #expect(result.findings.map(\.verdict) == [.failed])
        }

        @Test func whatIsInconclusiveNeedNotFail() async throws {
            let server = try ScriptedServer()
            let recorded = Recorded()
            try await withKnownIssue {
                let result = try await LoadTest("failures only", target: server.url) {
                    ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
                    expect(p99 < .seconds(10))
                    expect(requestCount > 20)
                }.run(recording: .failuresOnly)
                #expect(result.findings.map(\.verdict) == [.inconclusive, .failed])
            } matching: {
                recorded.note($0)
            }
            #expect(
                recorded.all.map(\.text) == [
                    "requestCount was 20, budget > 20 (20 requests)"
                        + " [LoadTestRunTests.swift:\(recorded.all.first?.line ?? 0)]"
                ])
        }

        @Test func ruleEndsTheRunAndIsRecordedAtItsLine() async throws {
            let server = try ScriptedServer { $1.reply("503 Busy") }
            let recorded = Recorded()
            var line = 0
            try await withKnownIssue {
                line = #line + 6
                let result = try await LoadTest("aborted", target: server.url) {
                    ThreadGroup(users: 2, duration: .seconds(40)) {
                        HTTPGet("/health")
                        Pause(.milliseconds(5))
                    }
                    abortWhen(errorRate(over: .seconds(2)) > .percent(50))
                }.run()
                #expect(result.verdict == .failed && result.duration < .seconds(30))
            } matching: {
                recorded.note($0)
            }
            #expect(recorded.all.map(\.line) == [line])
            #expect(
                recorded.all.first?.text.hasPrefix(
                    "stopped at 2 s by abortWhen: errorRate(over: 2 s) was 100 %, limit > 50 % (")
                    == true)
        }

        @Test func severalRunsAreOneResult() async throws {
            let server = try ScriptedServer()
            var plan = requireHealth(server)
            plan.name = "three times"
            let result = try await plan.run(repeats: 3)
            #expect(result.runs.map(\.requests) == [20, 20, 20])
            #expect(result.requests == 20 && result.judge(requestCount >= 20).verdict == .passed)
            await #expect(throws: LoadTestError.self) { try await plan.run(repeats: 0) }
            await #expect(throws: LoadTestError.self) {
                try await plan.run(repeats: 2, onMiss: .confirm)
            }
        }

        @Test func nearMissIsRunOnceMore() async throws {
            let server = try ScriptedServer()
            let recorded = Recorded()
            try await withKnownIssue {
                let result = try await LoadTest("confirmed", target: server.url) {
                    ThreadGroup(users: 2, loops: 10) { HTTPGet("/health") }
                    expect(requestCount > 20)
                }.run(onMiss: .confirm)
                #expect(result.runs.count == 2)
            } matching: {
                recorded.note($0)
            }
            #expect(
                recorded.all.map(\.text) == [
                    "requestCount was 20, budget > 20 (missed in 2 of 2 runs, onMiss: .confirm: 20,"
                        + " 20) [LoadTestRunTests.swift:\(recorded.all.first?.line ?? 0)]"
                ])
        }

        @Test func budgetOfAResultIsRecordedAtItsLine() async throws {
            let server = try ScriptedServer()
            let result = try await requireHealth(server).run()
            let recorded = Recorded()
            var line = 0
            withKnownIssue {
                line = #line + 1
                let finding = result.expect(requestCount > 20)
                #expect(finding.verdict == .failed)
                result.expect(errorRate < .percent(1), requestCount < 20)
            } matching: {
                recorded.note($0)
            }
            #expect(recorded.all.map(\.line) == [line, line + 2])
            #expect(result.judge(requestCount >= 20).verdict == .passed)
        }

        @Test func planThatCantRunThrowsBeforeTheFirstRequest() async throws {
            let server = try ScriptedServer()
            await #expect(throws: LoadTestError.self) {
                try await LoadTest("", target: server.url) {
                    ThreadGroup(users: 0) { HTTPGet("/") }
                }.run()
            }
            #expect(server.connectionCount == 0)
        }

        @Test @MainActor func mainActorIsFreeDuringARun() async throws {
            let server = try ScriptedServer()
            let ticks = Mutex(0)
            let ticking = Task { @MainActor in
                while !Task.isCancelled {
                    ticks.withLock { $0 += 1 }
                    try? await Task.sleep(for: .milliseconds(5))
                }
            }
            try await LoadTest("main actor", target: server.url) {
                ThreadGroup(users: 2, duration: .milliseconds(500)) {
                    HTTPGet("/")
                    Pause(.milliseconds(5))
                }
            }.run()
            ticking.cancel()
            #expect(ticks.withLock { $0 } > 10)
        }
    }
}
