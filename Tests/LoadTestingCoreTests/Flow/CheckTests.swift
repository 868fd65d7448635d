import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// The conditions that a reply is held to.
    @Suite(.timeLimit(.minutes(1))) struct Checks {
        private struct Item: Decodable, Sendable {
            var id: Int
            var name: String
        }

        private func itemServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.target == "/late" { connection.pause(.milliseconds(60)) }
                let status = request.target == "/missing" ? "404 Not Found" : "200 OK"
                connection.reply(
                    status, headers: ["Content-Type: application/json", "X-Version: 3"],
                    body: #"{"id": 7, "name": "lamp"}"#)
            }
        }

        @Test func `each kind holds`() async throws {
            let server = try itemServer()
            let (id, name) = (
                Slot<Int>("id", initially: 7), Slot<String>("name", initially: "lamp")
            )
            let result = try await measure(server.url) {
                HTTPGet("/a").check(.status(200), .status(200...299), .status(201, 200))
                HTTPGet("/a").check(.bodySize(25...25), .duration(under: .seconds(20)))
                HTTPGet("/a").check(.bodyContains("lamp"), .bodyContains("\"\(name)\""))
                HTTPGet("/a").check(.bodyLacks("chair"), .bodyMatches(/"id": \d,/))
                HTTPGet("/a").check(.body(equals: #"{"id": 7, "name": "lamp"}"#))
                HTTPGet("/a").check(.json(\Item.id, equals: 7), .json(\Item.id, equals: id))
                HTTPGet("/a").check(.json(\Item.name, where: { $0.count == 4 }))
                HTTPGet("/a").check(.json(as: Item.self), .jsonPath("$.name", equals: "lamp"))
                HTTPGet("/a").check(.header("x-version"), .header("X-Version", equals: "3"))
                HTTPGet("/a").check(.header("Content-Type", contains: "json"))
                HTTPGet("/a").check(.that("is short") { $0.body.count < 100 })
            }
            #expect(result.requests == 11)
            #expect(result.errors == 0, "\(result.failedExamples)")
        }

        @Test func `each kind that fails is a cause of its name, with what was found`()
            async throws
        {
            let server = try itemServer()
            let id = Slot<Int>("id", initially: 8)
            let name = Slot<String>("name", initially: "chair")
            let checks: [(cause: String, reason: String, check: ReplyCheck)] = [
                ("status 201", "200", .status(201)),
                ("status 201 to 299", "200", .status(201...299)),
                ("status 201 or 202", "200", .status(201, 202)),
                ("body size 0 to 9", "25 bytes", .bodySize(0...9)),
                ("body contains \"{name}\"", "lamp", .bodyContains("\(name)")),
                ("body lacks \"lamp\"", "lamp", .bodyLacks("lamp")),
                ("body is \"x\"", "lamp", .body(equals: "x")),
                ("body matches a pattern", "lamp", .bodyMatches(/never/)),
                ("json id is 8", "7", .json(\Item.id, equals: 8)),
                ("json id is {id}", "not 8", .json(\Item.id, equals: id)),
                ("json name meets a condition", "lamp", .json(\Item.name, where: { $0.isEmpty })),
                ("json is Array<Int>", "", .json(as: [Int].self)),
                ("json $.id is 9", "7", .jsonPath("$.id", equals: 9)),
                ("json $.none is 9", "none", .jsonPath("$.none", equals: 9)),
                ("header X-None", "none", .header("X-None")),
                ("header X-Version is \"4\"", "3", .header("X-Version", equals: "4")),
                ("header X-Version contains \"4\"", "3", .header("X-Version", contains: "4")),
                ("is long", "", .that("is long") { $0.body.count > 100 }),
                ("mine", "200", .status(500).named("mine")),
            ]
            let result = try await measure(server.url) {
                for (index, each) in checks.enumerated() {
                    HTTPGet("/a").named("\(index)").check(each.check)
                }
                HTTPGet("/late").check(.duration(under: .milliseconds(20)))
            }
            #expect(result.errors == checks.count + 1)
            for (index, each) in checks.enumerated() {
                let example = try #require(result.failedExamples.first { $0.label == "\(index)" })
                #expect(example.cause == .check(each.cause))
                #expect(example.explanation.contains(each.reason), "\(example.explanation)")
                #expect("\(example.cause)" == "check(\(each.cause))")
            }
            #expect(result.errors(of: "GET /late") == 1)
        }

        @Test func `a status check replaces the rule that 400 and above is an error`()
            async throws
        {
            let server = try itemServer()
            let result = try await measure(server.url) {
                HTTPGet("/missing").named("ruled")
                HTTPGet("/missing").named("wanted").check(.status(404))
                HTTPGet("/missing").named("body").check(.bodyContains("lamp"))
                HTTPGet("/missing").named("both").check(.status(404), .bodyContains("lamp"))
            }
            #expect(result.errors(of: "ruled") == 1 && result.errors(of: "wanted") == 0)
            #expect(result.errors(of: "body") == 1 && result.errors(of: "both") == 0)
            #expect(result.errorsByCause == [.http(status: 404): 2])
        }

        @Test func `the first check that fails names the sample's cause`() async throws {
            let server = try itemServer()
            let result = try await measure(server.url) {
                HTTPGet("/a").check(
                    .bodyContains("lamp"), .bodyContains("b"), .bodyContains("q"), .status(200))
            }
            #expect(result.errorsByCause == [.check("body contains \"b\""): 1])
        }

        @Test func `a body over the cap is an error, where a body is needed`() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply(body: String(repeating: "x", count: 5_000))
            }
            let result = try await measure(
                LoadTest("cap", target: server.url) {
                    ThreadGroup(users: 1) {
                        HTTPGet("/held").check(.bodyContains("x"))
                        HTTPGet("/larger").bodyLimit(5_000).check(.bodyContains("x"))
                        HTTPGet("/unread")
                    }.defaults(HTTPDefaults(bodyLimit: 4_999))
                })
            #expect(result.errorsByCause == [.bodyTooLarge: 1])
            #expect(result.errors(of: "GET /held") == 1)
            #expect(result.failedExamples.first?.explanation.contains("4999 bytes") == true)
        }
    }
}
