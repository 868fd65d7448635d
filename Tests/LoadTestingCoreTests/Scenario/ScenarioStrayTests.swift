import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Concurrent requests of scenarios, and those that are not awaited.
    @Suite(.timeLimit(.minutes(1))) struct ScenarioStrayTests {
        private let server: ScriptedServer

        init() throws {
            server = try ScriptedServer { request, connection in
                connection.pause(.milliseconds(20))
                connection.reply(body: request.text)
            }
        }

        @Test func `bodies that are prepared each time wait for one another`() async throws {
            let result = try await measureScenario(server.url, loops: 3) { user in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for number in 0..<20 {
                        group.addTask {
                            let bytes = [UInt8](repeating: UInt8(65 + number), count: 100 + number)
                            let reply = try await user.post("/", body: .bytes(bytes))
                            #expect(reply.body == bytes)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            #expect((result.requests, result.errors) == (60, 0))
        }

        @Test func `a call that waits and can't be sent does not hold the next`() async throws {
            let result = try await measureScenario(server.url) { user in
                await withTaskGroup(of: Void.self) { group in
                    for number in 0..<40 {
                        let value = number < 6 || number > 30 ? "good" : "bad\nline"
                        group.addTask {
                            _ = try? await user.get("/", headers: ["A": "\(value)"])
                        }
                    }
                }
            }
            #expect((result.requests, result.errors) == (40, 25))
        }

        @Test func `a request that a scenario did not wait for is counted`() async throws {
            let result = try await measureScenario(server.url, users: 3, loops: 4) { user in
                Task { try await user.get("/stray") }
                try await user.get("/")
                Task { try await user.get("/stray") }
                await Task.yield()
            }
            #expect(result.requests == server.requests.count)
            #expect(result.requests(of: "GET /") == 12 && result.errors == 0)
            #expect(result.requests(of: "GET /stray") >= 12)
        }

        @Test func `one task's call leaves another's reply open to checks`() async throws {
            let result = try await measureScenario(server.url) { user in
                await withTaskGroup(of: Void.self) { group in
                    for _ in 0..<6 {
                        group.addTask {
                            guard let reply = try? await user.get("/") else { return }
                            _ = await user.random(in: 0...1)
                            try? await user.pause(.milliseconds(5))
                            try? reply.check(.status(201))
                        }
                    }
                }
            }
            #expect((result.requests, result.errors) == (6, 6))
        }

        @Test func `a name in the query is not that in a header`() async throws {
            _ = try await measureScenario(server.url) { user in
                try await user.get("/", query: ["A": "1"])
                try await user.get("/", headers: ["A": "1"])
            }
            #expect(server.requests.map(\.target) == ["/?A=1", "/"])
            #expect(server.requests.map { $0.values(of: "A") } == [[], ["1"]])
        }
    }
}
