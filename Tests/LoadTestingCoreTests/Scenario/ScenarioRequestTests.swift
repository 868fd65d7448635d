import Foundation
import LoadTestingCore
import Synchronization
import TestServers
import Testing

struct Visit: Codable, Sendable, Equatable { var id: Int }

/// Runs a scenario by some users, one iteration unless stated.
func measureScenario(
    _ url: String, users: Int = 1, loops: Int = 1, threads: Int = 1, duration: Duration? = nil,
    _ body: @escaping @Sendable (VirtualUser) async throws -> Void
) async throws -> LoadTestResult {
    try await measure(
        LoadTest("scenario", target: url) {
            ThreadGroup(users: users, loops: loops, duration: duration) {
                Scenario("visit", body: body)
            }
        }, loops: threads)
}

extension UnderLoad {
    @Suite(.timeLimit(.minutes(1))) struct ScenarioRequestTests {
        private let server: ScriptedServer

        init() throws {
            server = try ScriptedServer { request, connection in
                switch request.target {
                case "/json": connection.reply(headers: ["X-A: b"], body: "{\"id\":7}")
                case "/head": connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
                case "/404": connection.reply("404 Not Found", body: "gone")
                case "/reset": connection.reset()
                default: connection.reply(body: request.text)
                }
            }
        }

        @Test func `all methods, query, headers and bodies arrive`() async throws {
            let result = try await measureScenario(server.url) { user in
                try await user.get("/get/\(user.id)", query: ["q": "a b"], headers: ["H": "1"])
                try await user.post("/post", body: "text \(user.id)")
                try await user.post("/post", json: Visit(id: 1))
                try await user.put("/put", body: .form(["a": "1 2"]))
                try await user.put("/put", json: Visit(id: 2))
                try await user.patch("/patch", body: .text("p"))
                try await user.patch("/patch", json: Visit(id: 3))
                try await user.delete("/delete")
                let head = try await user.head("/head")
                #expect(head.body.isEmpty)
                #expect(head.header("content-length") == "9")
            }
            let lines = server.requests.map { "\($0.method) \($0.target) \($0.text)" }
            #expect(
                [
                    "GET /get/0?q=a%20b ", "POST /post text 0", "POST /post {\"id\":1}",
                    "PUT /put a=1+2", "PUT /put {\"id\":2}", "PATCH /patch p",
                    "PATCH /patch {\"id\":3}", "DELETE /delete ", "HEAD /head ",
                ] == lines.map { $0.replacing("a=1%202", with: "a=1+2") })
            #expect(server.requests.first?.values(of: "H") == ["1"])
            #expect((result.requests, result.errors) == (9, 0))
        }

        @Test func `a reply has status, header, text, JSON and checks`() async throws {
            let result = try await measureScenario(server.url) { user in
                let reply = try await user.get("/json")
                #expect(reply.status == 200)
                #expect(reply.header("x-a") == "b")
                #expect(reply.text == "{\"id\":7}")
                #expect(try reply.decode(Visit.self) == Visit(id: 7))
                #expect(reply.duration > .zero)
                try reply.check(.status(200), .bodyContains("7"), .json(\Visit.id, equals: 7))
            }
            #expect((result.requests, result.errors) == (1, 0))
        }

        @Test func `a check after the call makes that sample fail, by its name`() async throws {
            let result = try await measureScenario(server.url) { user in
                let first = try await user.get("/json")
                #expect(throws: CheckFailure.self) {
                    try first.check(.bodyContains("8").named("has 8"))
                }
                try await user.get("/fine")
            }
            #expect(result.errorsByCause == [.check("has 8"): 1])
            #expect(result.errors(of: "GET /json") == 1)
            #expect(result.errors(of: "GET /fine") == 0)
            #expect(result.requests == 2)
        }

        @Test func `a status of 400 and above is an error, but is not thrown`() async throws {
            let result = try await measureScenario(server.url) { user in
                let reply = try await user.get("/404")
                #expect(reply.status == 404)
            }
            #expect(result.errorsByCause == [.http(status: 404): 1])
            #expect((result.requests, result.errors) == (1, 1))
        }

        @Test func `a status check replaces the rule`() async throws {
            let result = try await measureScenario(server.url) { user in
                try await user.get("/404").check(.status(404))
                try await user.send(HTTPGet("/404").check(.status(404)))
            }
            #expect((result.requests, result.errors) == (2, 0))
        }

        @Test func `no reply is thrown and counted once`() async throws {
            let result = try await measureScenario(server.url) { user in
                let error = await #expect(throws: RequestError.self) {
                    try await user.get("/reset")
                }
                #expect(error?.cause == .reset)
                throw try #require(error)
            }
            #expect(result.errorsByCause == [.reset: 1])
            #expect((result.requests, result.errors) == (1, 1))
        }

        @Test func `what can't be decoded counts as decode, with place and reason`() async throws {
            struct Login: Decodable, Sendable { var token: String }
            let result = try await measureScenario(server.url) { user in
                _ = try await user.get("/json").decode(Login.self)
            }
            #expect(result.errorsByCause == [.decode: 1])
            #expect(result.errors == 1)
            let reason = result.failedExamples.first?.explanation ?? ""
            #expect(reason.contains("token") && !reason.contains("CodingKeys"), "\(reason)")
        }

        @Test func `values stand in the label as {}, names replace it`() async throws {
            let result = try await measureScenario(server.url, users: 4, loops: 300) { user in
                try await user.get("/items/\(user.id)-\(user.iteration)/x?y=\(user.iteration)")
            }
            #expect(result.requests(of: "GET /items/{}-{}/x") == 1_200)
            let named = try await measureScenario(server.url) { user in
                try await user.send(HTTPGet("/items/\(user.id)").named("item"))
            }
            #expect(named.requests(of: "item") == 1)
            #expect(named.labels.contains("item") && !named.labels.contains { $0.contains("{}") })
        }

        @Test func `more than 1,000 labels flow into one`() async throws {
            let result = try await measureScenario(server.url) { user in
                for number in 0..<1_100 {
                    try await user.send(HTTPGet("/").named("label \(number)"))
                }
            }
            #expect(result.requests == 1_100)
            #expect(result.requests(of: "(further labels)") > 99)
            #expect(result.labels.count <= 1_002)
        }

        @Test func `a header value with a line break is thrown and counted`() async throws {
            let result = try await measureScenario(server.url) { user in
                let bad = "a\r\nX-Injected: 1"
                let error = await #expect(throws: RequestError.self) {
                    try await user.get("/", headers: ["H": "\(bad)"])
                }
                #expect(error?.cause == .invalidRequest)
            }
            #expect(result.errorsByCause == [.invalidRequest: 1])
            #expect(server.requests.isEmpty)
        }

        @Test func `six requests of one user at once, the others wait`() async throws {
            let most = Mutex((now: 0, most: 0))
            let server = try ScriptedServer { _, connection in
                most.withLock {
                    $0.now += 1
                    $0.most = max($0.most, $0.now)
                }
                connection.pause(.milliseconds(50))
                most.withLock { $0.now -= 1 }
                connection.reply()
            }
            let result = try await measureScenario(server.url) { user in
                try await withThrowingTaskGroup { group in
                    for number in 0..<10 { group.addTask { try await user.get("/\(number)") } }
                    try await group.waitForAll()
                }
                async let first = user.get("/a")
                async let second = user.get("/b")
                #expect(try await (first.status, second.status) == (200, 200))
            }
            #expect((result.requests, result.errors) == (12, 0))
            #expect(most.withLock { $0.most } == 6)
        }

        @Test func `a limit spaces the requests of scenarios`() async throws {
            let start = ContinuousClock.now
            let result = try await measure(
                LoadTest("limit", target: server.url) {
                    ThreadGroup(users: 4) {
                        Scenario("visit") { user in
                            for _ in 0..<5 { try await user.get("/") }
                        }
                    }.limit(.perSecond(50))
                })
            #expect((result.requests, result.errors) == (20, 0))
            #expect(ContinuousClock.now - start > .milliseconds(350))
        }

        @Test func `each user keeps its own cookies`() async throws {
            let server = try ScriptedServer { request, connection in
                let user = request.target.dropFirst()
                let isNew = request.values(of: "Cookie").isEmpty
                connection.reply(headers: isNew ? ["Set-Cookie: u=\(user)"] : [])
            }
            let result = try await measureScenario(server.url, users: 3, loops: 2) { user in
                try await user.get("/\(user.id)")
            }
            #expect(result.errors == 0)
            let found = server.requests.filter { !$0.values(of: "Cookie").isEmpty }
            #expect(found.count == 3)
            for request in found {
                #expect(request.values(of: "Cookie") == ["u=\(request.target.dropFirst())"])
            }
        }
    }
}
