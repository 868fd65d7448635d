import LoadTestingCore
import Synchronization
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Values that are taken out of replies.
    @Suite(.timeLimit(.minutes(1))) struct Captures {
        private struct Login: Decodable, Sendable {
            struct User: Decodable, Sendable { var id: Int }
            var token: String
            var user: User
        }

        private static let json =
            #"{"token": "t7", "user": {"id": 42}, "items": [{"id": 1}, {"id": 2}], "odd name": 9}"#

        private func loginServer() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                connection.reply(
                    "201 Created",
                    headers: [
                        "X-Request-ID: r-5", "X-Count: 17", "Set-Cookie: other=1",
                        "Set-Cookie: session=s3; Path=/; HttpOnly",
                    ], body: request.target == "/text" ? "<b>no 12 of 34</b>" : Self.json)
            }
        }

        @Test func `JSON by key path, whole, and by path`() async throws {
            let server = try loginServer()
            let (token, id) = (Slot<String>("token"), Slot<Int>("id"))
            let (login, last) = (Slot<Login>("login"), Slot<Int>("last"))
            let (all, odd) = (Slot<[Int]>("all"), Slot<Int>("odd"))
            let result = try await measure(server.url) {
                HTTPPost("/login").capture(token, json: \Login.token)
                    .capture(id, json: \Login.user.id).capture(login, json: Login.self)
                    .capture(last, jsonPath: "$.items[-1].id")
                    .capture(all, jsonPath: "$.items[*].id")
                    .capture(odd, jsonPath: "$['odd name']")
                HTTPGet("/\(token)/\(id)/\(login.user.id)/\(last)/\(odd)")
                ForEach(all) { HTTPGet("/all/\($0)") }
            }
            #expect(server.arrivals.dropFirst() == ["/t7/42/42/2/9", "/all/1", "/all/2"])
            #expect(result.errors == 0)
        }

        @Test func `text by pattern and between texts, converted to the slot's type`()
            async throws
        {
            let server = try loginServer()
            let (whole, group) = (Slot<Int>("whole"), Slot<Int>("group"))
            let (word, between) = (Slot<String>("word"), Slot<Double>("between"))
            let result = try await measure(server.url) {
                HTTPGet("/text").capture(whole, regex: /\d+/).capture(group, regex: /of (\d+)/)
                    .capture(word, regex: /[a-z]{2}/).capture(between, between: "no ", and: " of")
                HTTPGet("/\(whole)/\(group)/\(word)/\(between)")
            }
            #expect(server.arrivals.last == "/12/34/no/12")
            #expect(result.errors == 0)
        }

        @Test func `headers, cookies, parts and what a closure takes`() async throws {
            let server = try loginServer()
            let (id, count) = (Slot<String>("id"), Slot<Int>("count"))
            let (session, status) = (Slot<String>("session"), Slot<Int>("status"))
            let (size, made) = (Slot<[UInt8]>("size"), Slot<String>("made"))
            let (time, text) = (Slot<Duration>("time"), Slot<String>("text"))
            let result = try await measure(server.url) {
                HTTPGet("/a").capture(id, header: "x-request-id").capture(count, header: "X-Count")
                    .capture(session, cookie: "session").capture(status, .status)
                    .capture(size, .bytes).capture(time, .duration).capture(text, .body)
                    .capture(made) { reply in "\(reply.status)-\(reply.body.count)" }
                If(time, where: { $0 > .zero && $0 < .seconds(5) }) {
                    If(size, where: { $0 == Array(Self.json.utf8) }) {
                        HTTPGet("/\(id)/\(count)/\(session)/\(status)/\(made)")
                        HTTPPost("/echo", body: "\(text)")
                    }
                }
            }
            #expect(
                server.arrivals[1...] == ["/r-5/17/s3/201/201-\(Self.json.utf8.count)", "/echo"])
            #expect(server.requests.last?.text == Self.json)
            #expect(result.errors == 0)
        }

        private struct NotThere: Error, CustomStringConvertible {
            var description: String { "nothing is there" }
        }

        @Test func `a capture that fails makes its sample an error with a reason`() async throws {
            let server = try loginServer()
            let reasons = try await reasons(server) {
                [
                    ("json", $0.capture(Slot<Int>("json"), json: \Login.token.count)),
                    ("key", $0.capture(Slot<Int>("key"), jsonPath: "$.user.name")),
                    ("type", $0.capture(Slot<Int>("type"), jsonPath: "$.token")),
                    ("element", $0.capture(Slot<Int>("element"), jsonPath: "$.items[5].id")),
                    ("pattern", $0.capture(Slot<String>("pattern"), regex: /never/)),
                    ("number", $0.capture(Slot<Int>("number"), regex: /"token"/)),
                    ("header", $0.capture(Slot<String>("header"), header: "X-None")),
                    ("cookie", $0.capture(Slot<String>("cookie"), cookie: "none")),
                    ("between", $0.capture(Slot<String>("between"), between: "<a>", and: "</a>")),
                    ("closure", $0.capture(Slot<Int>("closure")) { _ in throw NotThere() }),
                ]
            }
            #expect(reasons["json"] == nil)
            let parts = [
                "key": "name", "type": "token", "element": "no element 5",
                "pattern": "does not match", "number": "is no Int", "header": "X-None",
                "cookie": "no cookie none", "between": "nothing between",
                "closure": "nothing is there",
            ]
            for (slot, part) in parts {
                #expect(reasons[slot]?.contains(part) == true, "\(slot): \(reasons[slot] ?? "-")")
            }
        }

        /// The causes of failed captures, by their slots' names.
        private func reasons(
            _ server: ScriptedServer,
            _ captures: (HTTPGet) -> [(String, HTTPGet)]
        ) async throws -> [String: String] {
            let requests = captures(HTTPGet("/a"))
            let result = try await measure(server.url) {
                for (name, request) in requests { request.named(name) }
            }
            var reasons: [String: String] = [:]
            for example in result.failedExamples {
                #expect(example.cause == .capture(example.label))
                #expect(example.status == 201)
                reasons[example.label] = example.explanation
            }
            #expect(result.requests == requests.count)
            #expect(result.errors == reasons.count)
            return reasons
        }

        @Test func `a request whose slot is empty is counted and not sent`() async throws {
            let server = try loginServer()
            let token = Slot<String>("token")
            let result = try await measure(server.url) {
                HTTPGet("/a").capture(token, header: "X-None")
                HTTPGet("/path/\(token)")
                HTTPGet("/query").query("t", "\(token)")
                HTTPGet("/header").header("Authorization", "Bearer \(token)")
                HTTPPost("/body", body: "\(token)")
                HTTPPost("/json", json: token)
                HTTPPost("/form", body: .form(["t": "\(token)"]))
                HTTPGet("/check").check(.bodyContains("\(token)"))
            }
            #expect(server.arrivals == ["/a", "/check"])
            #expect(
                result.errorsByCause == [
                    .capture("token"): 1, .unfilled("token"): 6,
                    .check("body contains \"{token}\""): 1,
                ])
            #expect(result.errors(of: "GET /path/{token}") == 1)
            #expect(
                result.failedExamples.contains {
                    $0.cause == .unfilled("token") && $0.explanation.contains("token")
                })
        }

        @Test func `a capture after a failed status leaves its slot as it was`() async throws {
            let server = try ScriptedServer.failingBad()
            let token = Slot<String>("token", initially: "old")
            let result = try await measure(server.url) {
                HTTPGet("/bad").capture(token, .body)
                HTTPGet("/\(token)")
            }
            #expect(server.arrivals == ["/bad", "/old"])
            #expect(result.errorsByCause == [.http(status: 500): 1])
        }
    }
}
