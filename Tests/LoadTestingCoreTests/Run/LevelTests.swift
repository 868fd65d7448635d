import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Runs at another load than the plan's: to search, or to debug.
    @Suite struct Levels {
        private func plan(_ url: String) -> LoadTest {
            LoadTest("level", target: url) {
                ThreadGroup(users: 3, loops: 2) { HTTPGet("/") }
                expect(requestCount > 6)
            }
        }

        @Test func `a level of a search is judged, and said in the report`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(plan(server.url).atLevel(2))
            #expect(server.requests.count == 12 && result.snapshot.facts.level == 2)
            #expect(result.verdict == .passed && result.unjudgedBudgets.isEmpty)
            #expect("\(result)".contains(" · at 2 × the plan's load"))
        }

        @Test func `a scale for debugging is not judged by numbers`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                plan(server.url), variables: ["LOADTESTING_SCALE": "2"])
            #expect(server.requests.count == 12 && result.snapshot.facts.level == 1)
            #expect(result.unjudgedBudgets.count == 1)
        }
    }
}
