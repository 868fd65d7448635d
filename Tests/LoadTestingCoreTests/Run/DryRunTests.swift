import LoadTesting
import TestServers
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Functional mode: one user, one iteration, no pauses, nothing judged.
    @Suite(.timeLimit(.minutes(1))) struct DryRunTests {
        private func plan(_ url: String) -> LoadTest {
            LoadTest("dry", target: url) {
                ThreadGroup("a", users: 50, rampUp: .seconds(60), loops: 100) {
                    Pause(.seconds(60))
                    Rendezvous(users: 50)
                    HTTPGet("/a").check(.bodyContains("ok"))
                }
                ThreadGroup("b", users: 7, duration: .seconds(3_000), startAfter: .seconds(60)) {
                    HTTPGet("/b")
                    Scenario("visit") { user in
                        try await user.pause(.seconds(60))
                        try await user.get("/c")
                    }
                }
                expect(p99 < .nanoseconds(1), throughput > .perSecond(1e9))
            }
        }

        private func run(
            _ plan: LoadTest, as mode: RunMode = .load, variables: [String: String] = [:]
        ) async throws -> LoadTestResult {
            try await LoadTestRunner(
                plan, as: mode, console: nil, variables: variables, loops: 1
            ).result()
        }

        @Test func `each group is passed once by one user, and nothing is judged`() async throws {
            let server = try ScriptedServer()
            let result = try await run(plan(server.url), as: .dryRun)
            #expect(server.requests.map(\.target).sorted() == ["/a", "/b", "/c"])
            #expect(result.verdict == .passed)
            #expect(result.unjudgedBudgets.count == 2)
            #expect(result.mode == .dryRun)
            #expect(result.description.contains("not judged: a dry run"))
        }

        @Test func `the environment asks for it, too`() async throws {
            let server = try ScriptedServer()
            let result = try await run(
                plan(server.url), variables: ["LOADTESTING_DEBUG": "1"])
            #expect(server.requests.count == 3)
            #expect(result.mode == .dryRun)
        }

        @Test func `a sample that fails is a failure, named`() async throws {
            let server = try ScriptedServer { _, connection in connection.reply(body: "no") }
            let result = try await run(plan(server.url), as: .dryRun)
            #expect(result.verdict == .failed)
            #expect(
                result.findings.map(\.message) == [
                    "dry run: GET /a failed: check(body contains \"ok\") 1"
                ])
        }
    }
}
