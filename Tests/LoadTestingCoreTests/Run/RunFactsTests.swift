import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    @Suite(.timeLimit(.minutes(1))) struct FactsOfRuns {
        @Test func `a run says what was run, since when and by whom`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("facts", target: server.url, seed: 7) {
                ThreadGroup(users: 4, loops: 2) { HTTPGet("/") }
            }
            let before = Date().timeIntervalSince1970
            let result = try await LoadTestRunner(
                plan, console: nil, variables: ["LOADTESTING_SCALE": "0.5"], loops: 1
            ).result()
            let facts = result.snapshot.facts
            #expect((facts.name, facts.target) == ("facts", server.url))
            #expect((facts.seed, facts.scale, facts.pauseScale) == (7, 0.5, 1))
            #expect(facts.plannedUsers == 2 && facts.isClosed)
            #expect(facts.plan == plan.description)
            #expect(facts.commit == SourceCommit.current([:]))
            // Users that start at once and end by their loops: the plan says no more.
            #expect(facts.schedule == nil)
            let start = Double(facts.startNanoseconds) / 1e9
            #expect(start >= before - 1 && start <= Date().timeIntervalSince1970 + 1)
            let generator = try #require(facts.generators.first)
            #expect(facts.generators.count == 1 && generator.loops == 1)
            #expect(generator.processID == ProcessInfo.processInfo.processIdentifier)
            #expect(!generator.host.isEmpty && generator.curlVersion.contains("."))
            #expect(generator.processors >= 1 && generator.memoryBytes > 0)
        }
    }
}
