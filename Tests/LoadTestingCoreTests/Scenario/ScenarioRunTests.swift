import Foundation
import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

/// Code that a scenario hops to.
private actor Elsewhere {
    private var seen: Set<Int> = []

    func see(_ id: Int) -> Int {
        seen.insert(id)
        return seen.count
    }
}

@MainActor private func onMain(_ id: Int) -> Int { id + 1 }

extension UnderLoad {
    /// Beginnings, waits, hops and ends of scenarios.
    @Suite(.timeLimit(.minutes(1))) struct ScenarioRunTests {
        private struct Mistake: Error {}

        @Test(arguments: [1, 2])
        func `user ids are unique from 0, iterations count`(threads: Int) async throws {
            let server = try ScriptedServer()
            let seen = Mutex<[[Int]]>([])
            let result = try await measureScenario(
                server.url, users: 9, loops: 3, threads: threads
            ) { user in
                try await user.get("/")
                seen.withLock { $0.append([user.id, user.iteration]) }
            }
            let expected = (0..<9).flatMap { id in (0..<3).map { [id, $0] } }
            #expect(seen.withLock { $0.sorted { $0.lexicographicallyPrecedes($1) } } == expected)
            #expect(result.requests == 27)
            #expect(result.requests(of: "visit") == 27)
        }

        @Test func `slots go from steps to a scenario and back`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(body: "{\"id\":7}")
            }
            let (first, second) = (Slot<Int>("first"), Slot<String>("second"))
            let result = try await measure(server.url, loops: 2) {
                HTTPGet("/a").capture(first, json: \Visit.id)
                Scenario("visit") { user in
                    let reply = try await user.send(HTTPGet("/b/\(first)").capture(first, .status))
                    user[second] = "\(reply.status) \(user[first] ?? 0)"
                }.filling(second)
                HTTPGet("/c/\(second)/\(first)")
            }
            #expect(result.errors == 0)
            let targets = server.requests.map(\.target)
            #expect(Array(targets.prefix(3)) == ["/a", "/b/7", "/c/200%20200/200"])
        }

        @Test func `a slot that a scenario does not promise to fill is refused`() async throws {
            let slot = Slot<String>("slot")
            await #expect(throws: LoadTestError.self) {
                try await measure("http://127.0.0.1:9") {
                    Scenario("visit") { user in user[slot] = "x" }
                    HTTPGet("/\(slot)")
                }
            }
        }

        @Test func `any code is a sample, by its checks and what it throws`() async throws {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url, loops: 4) { user in
                let number = try await user.sample("query") { user.iteration }
                if number == 1 { try await user.sample("query") { throw Mistake() } }
                if number == 2 {
                    try await user.sample("query", checks: .that("is 0", { $0 == 0 })) { number }
                }
            }
            #expect(result.requests(of: "query") == 6)
            #expect(result.errorsByCause == [.script: 1, .check("is 0"): 1])
            #expect(result.errors == 2)
            #expect(result.errors(of: "visit") == 2)
            let explanations = result.failedExamples.map(\.explanation)
            #expect(explanations.contains { $0.contains("Mistake") })
        }

        @Test func `a transaction has a row, without its pauses`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.pause(.milliseconds(20))
                connection.reply()
            }
            let result = try await measureScenario(server.url, loops: 2) { user in
                try await user.transaction("short") {
                    try await user.get("/")
                    try await user.pause(.milliseconds(300))
                }
                try await user.transaction("long", includesPauses: true) {
                    try await user.get("/")
                    try await user.pause(.milliseconds(300))
                }
            }
            #expect(result.requests == 4)
            #expect(result.requests(of: "short") == 2 && result.errors(of: "short") == 0)
            #expect(try #require(result[.max(of: "short")]) < .milliseconds(280))
            #expect(try #require(result[.min(of: "short")]) >= .milliseconds(20))
            #expect(try #require(result[.min(of: "long")]) >= .milliseconds(320))
        }

        @Test func `what throws ends the iteration and is an error with its text`() async throws {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url, users: 2, loops: 5) { user in
                try await user.get("/first")
                if user.iteration == 3 { throw Mistake() }
                try await user.get("/second")
            }
            #expect(result.requests(of: "GET /first") == 10)
            #expect(result.requests(of: "GET /second") == 8)
            #expect(result.requests == 18)
            #expect(result.errors == 2)
            #expect(result[.errorRate] == .percent(10))
            #expect(result.errorsByCause == [.script: 2])
            #expect(result.description.contains("Mistake"))
        }

        @Test func `onError holds for scenarios`() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("errors", target: server.url) {
                    ThreadGroup(users: 3, loops: 10) {
                        Scenario("visit") { user in
                            try await user.get("/")
                            throw Mistake()
                        }
                        HTTPGet("/never")
                    }.onError(.stopUser)
                })
            #expect(result.requests(of: "GET /") == 3)
            #expect(result.requests(of: "GET /never") == 0)
        }

        @Test func `a scenario may hop to actors, tasks and sleeps and comes back`() async throws {
            let server = try ScriptedServer()
            let elsewhere = Elsewhere()
            let result = try await measureScenario(
                server.url, users: 20, loops: 3, threads: 2
            ) { user in
                try await user.get("/\(await onMain(user.id))")
                _ = await elsewhere.see(user.id)
                try await Task.sleep(for: .milliseconds(2))
                try await user.get("/again")
                // On no loop's thread.
                _ = try await Task.detached { try await user.get("/detached") }.value
            }
            #expect(result.errors == 0)
            #expect(result.requests == 180)
            #expect(await elsewhere.see(-1) == 21)
            #expect(server.connectionCount == 20)
        }

        @Test func `hundreds of users at once on one thread`() async throws {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url, users: 500, loops: 4) { user in
                try await user.get("/")
                try await user.pause(.milliseconds(10))
                try await user.get("/")
            }
            #expect(result.errors == 0)
            #expect(result.requests == 4_000)
            #expect(server.connectionCount == 500)
        }

        @Test func `what a scenario does before its first request is in no response time`()
            async throws
        {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url, users: 3, loops: 2) { user in
                try await Task.sleep(for: .milliseconds(400))
                try await user.get("/")
            }
            #expect(try #require(result[.max]) < .milliseconds(300))
        }

        @Test func `a call that blocks is named`() async throws {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url) { user in
                try await user.get("/")
                usleep(150_000)
                try await user.get("/")
            }
            #expect(result.requests == 2)
            #expect(result.description.contains("scenario \"visit\" kept its thread for"))
        }

        @Test func `a quiet scenario is not accused`() async throws {
            let server = try ScriptedServer()
            let result = try await measureScenario(server.url, loops: 5) { user in
                try await user.get("/")
                try await user.pause(.milliseconds(100))
            }
            #expect(result.health.blockedNanoseconds == [:])
        }
    }
}
