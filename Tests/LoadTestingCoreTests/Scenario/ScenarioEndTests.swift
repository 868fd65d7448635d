import Foundation
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Whatever a scenario does, its run ends.
    @Suite(.timeLimit(.minutes(1))) struct ScenarioEndTests {
        private func measureUntil(
            _ duration: Duration, drain: Duration = .seconds(30), users: Int = 3,
            _ body: @escaping @Sendable (VirtualUser) async throws -> Void
        ) async throws -> (result: LoadTestResult, time: Duration) {
            let server = try ScriptedServer()
            let start = ContinuousClock.now
            let result = try await measure(
                LoadTest("end", target: server.url, drain: drain) {
                    ThreadGroup(users: users, duration: duration) {
                        Scenario("visit", body: body)
                    }
                })
            return (result, ContinuousClock.now - start)
        }

        @Test func `a pause ends with the load`() async throws {
            let (result, time) = try await measureUntil(.milliseconds(300)) { user in
                try await user.get("/")
                try await user.pause(.seconds(100))
            }
            #expect(result.requests == 3 && result.errors == 0)
            #expect(time < .seconds(20))
        }

        @Test func `a sleep ends with the load`() async throws {
            let (result, time) = try await measureUntil(.milliseconds(300)) { user in
                try await user.get("/")
                try await Task.sleep(for: .seconds(100))
            }
            #expect(result.requests == 3 && result.errors == 0)
            #expect(time < .seconds(20))
        }

        @Test func `one that ignores its end is left alone`() async throws {
            let (result, time) = try await measureUntil(
                .milliseconds(300), drain: .milliseconds(200)
            ) { user in
                while true { _ = try? await user.get("/") }
            }
            #expect(result.requests > 3 && result.errors == 0)
            #expect(time < .seconds(20))
        }

        @Test func `one that never returns is left alone when the drain time is over`()
            async throws
        {
            let (result, time) = try await measureUntil(
                .milliseconds(300), drain: .milliseconds(200)
            ) { user in
                try await user.get("/")
                await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
            }
            #expect(result.requests == 3)
            #expect(time < .seconds(20))
        }

        @Test func `what is measured may come to its end`() async throws {
            let (result, _) = try await measureUntil(.milliseconds(200), users: 1) { user in
                try await user.sample("query") { try await Task.sleep(for: .milliseconds(600)) }
                try await user.get("/never")
            }
            #expect(result.requests(of: "query") == 1)
            #expect(result.errors == 0)
            #expect(result.requests(of: "GET /never") == 0)
        }

        @Test func `cancellation ends scenarios and keeps what was measured`() async throws {
            let server = try ScriptedServer()
            let run = Task {
                try await measureScenario(server.url, users: 5, loops: 1_000_000) { user in
                    try await user.get("/")
                    try await user.pause(.milliseconds(5))
                }
            }
            #expect(await eventually { server.requests.count > 50 })
            run.cancel()
            let result = try await run.value
            #expect(result.wasAborted)
            #expect(result.requests >= 45)
            #expect(result.errors == 0)
            #expect(await eventually { server.openConnectionCount == 0 })
        }

        @Test func `an answer that comes too late is a failure of the drain`() async throws {
            let server = try ScriptedServer { _, _ in }
            let result = try await measure(
                LoadTest("late", target: server.url, drain: .milliseconds(200)) {
                    ThreadGroup(users: 2, duration: .milliseconds(200)) {
                        Scenario("visit") { user in try await user.get("/") }
                    }
                })
            #expect(result.errorsByCause == [.drainTimeout: 2])
        }
    }
}
