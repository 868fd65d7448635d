import LoadTesting
import LoadTestingCore
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Statuses that are failures: of a step and of a scenario alike.
    @Suite(.timeLimit(.minutes(1))) struct Statuses {
        static let all = [
            200, 201, 202, 204, 206, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 399, 400,
            401, 404, 413, 499, 500, 503, 599, 600, 999,
        ]

        /// The readers of the reply.
        enum Check: CaseIterable {
            case none, accepts, refuses, another

            func cause(of status: Int) -> FailureCause? {
                switch (self, status) {
                case (.accepts, _): nil
                case (.refuses, _): .check("status 100")
                case (_, 200...299): nil
                case (_, 300...399): .redirect(status: status)
                default: .http(status: status)
                }
            }

            func check(for status: Int) -> ReplyCheck? {
                switch self {
                case .none: nil
                case .accepts: .status(status)
                case .refuses: .status(100)
                case .another: .that("another") { _ in true }
                }
            }
        }

        /// Answers `/307` with 307, and redirects with a place to go to.
        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                let status = request.target.dropFirst()
                let isEmpty = ["204", "304"].contains(status)
                let length = isEmpty ? "" : "Content-Length: 2\r\n"
                let location = status.hasPrefix("3") ? "Location: /200\r\n" : ""
                connection.send(
                    "HTTP/1.1 \(status) Own\r\n\(length)\(location)\r\n\(isEmpty ? "" : "ok")")
            }
        }

        private func step(_ status: Int, _ check: Check) -> HTTPGet {
            let get = HTTPGet("/\(status)")
            return check.check(for: status).map { get.check($0) } ?? get
        }

        private func expect(_ result: LoadTestResult, _ check: Check) {
            let causes = Self.all.compactMap { check.cause(of: $0) }
            #expect(
                result.errorsByCause
                    == Dictionary(causes.map { ($0, 1) }, uniquingKeysWith: +))
            #expect(result.requests == Self.all.count)
            #expect(result.statuses == Dictionary(uniqueKeysWithValues: Self.all.map { ($0, 1) }))
        }

        @Test(arguments: Check.allCases) func ofStepsByTheirChecks(_ check: Check) async throws {
            let server = try server()
            let result = try await measure(server.url) {
                for status in Self.all { step(status, check) }
            }
            expect(result, check)
            for status in Self.all {
                #expect(result.statuses(of: "GET /\(status)") == [status: 1])
            }
            #expect(result.statuses(of: "GET /unknown").isEmpty)
        }

        @Test(arguments: Check.allCases)
        func ofScenariosByTheirChecks(_ check: Check) async throws {
            let server = try server()
            let result = try await measure(server.url) {
                Scenario("visit") { user in
                    for status in Self.all {
                        let reply = try await user.get("/\(status)")
                        #expect(reply.status == status)
                        if let check = check.check(for: status) { try? reply.check(check) }
                    }
                }
            }
            expect(result, check)
            #expect(result.statuses(of: "GET /{}").count == Self.all.count)
        }

        @Test(arguments: ["If-None-Match", "if-modified-since"])
        func notModifiedIsAnAnswerToAConditionalRequest(_ name: String) async throws {
            let server = try server()
            let result = try await measure(server.url) {
                HTTPGet("/304", headers: NamedValues([(name: name, value: "x")]))
                Scenario("visit") { user in
                    _ = try await user.get("/304", headers: ["If-None-Match": "x"])
                }
                HTTPGet("/302", headers: ["If-None-Match": "x"])
            }
            #expect(result.errorsByCause == [.redirect(status: 302): 1])
        }

        @Test func aTransactionFailsWithTheRedirectInIt() async throws {
            let server = try server()
            let result = try await measure(server.url) {
                Transaction("one") { HTTPGet("/307") }
                Transaction("other") { HTTPGet("/307").check(.status(307)) }
            }
            #expect(result.errors(of: "one") == 1 && result.errors(of: "other") == 0)
        }

        @Test func setUpFailsWithTheRedirectInIt() async throws {
            let server = try server()
            let plan = LoadTest("set-up", target: server.url) {
                SetUp { HTTPGet("/302") }
                ThreadGroup(users: 1) { HTTPGet("/200") }
            }
            await #expect(throws: LoadTestError.self) { try await measure(plan) }
            #expect(server.requests.map(\.target) == ["/302"])
        }

        /// A plan whose every answer is a redirect, as of a framework that wants another slash.
        @Test func answersThatAreAllRedirectsAreNoSuccess() async throws {
            let server = try ScriptedServer { request, connection in
                if request.target == "/items/" { return _ = connection.reply() }
                connection.reply("307 Go", headers: ["Location: /items/"], body: "")
            }
            func result(_ policy: RedirectPolicy) async throws -> LoadTestResult {
                try await measure(
                    LoadTest("redirects", target: server.url) {
                        ThreadGroup(users: 5, loops: 20) { HTTPGet("/items").redirects(policy) }
                        LoadTesting.expect(errorRate < .percent(1))
                    })
            }
            let notFollowed = try await result(.none)
            #expect(notFollowed.verdict == .failed)
            #expect(notFollowed.statuses(of: "GET /items") == [307: 100])
            let report = notFollowed.description
            #expect(report.contains("100 of 100 answers to GET /items were 307\n"))
            #expect(report.contains("redirect(307)"))
            #expect(report.contains(".redirects(.sameOrigin) follows it"))
            #expect(report.contains(".check(.status(307)) accepts it"))
            let followed = try await result(.sameOrigin)
            #expect(followed.verdict == .passed)
            #expect(followed.statuses == [200: 100])
            #expect(!followed.description.contains(" answers to "))
        }

        /// With redirects followed, one that can't be is no answer either.
        @Test func redirectWithoutAPlaceIsNoAnswer() async throws {
            let server = try ScriptedServer { _, connection in
                connection.reply("300 Choose", body: "a, b")
            }
            let result = try await measure(server.url) {
                HTTPGet("/").redirects(.sameOrigin)
                HTTPGet("/").redirects(.sameOrigin).check(.status(300))
            }
            #expect(result.errorsByCause == [.redirect(status: 300): 1])
        }
    }
}
