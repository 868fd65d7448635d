import LoadTestingCore
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Figures by group and by tag, over real sockets.
    @Suite(.timeLimit(.minutes(1))) struct GroupsAndTags {
        @Test func `a label is one in all groups, and in and tagged narrow it`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("groups", target: server.url) {
                ThreadGroup("readers", users: 2, loops: 50) { HTTPGet("/a").tagged("cheap") }
                ThreadGroup("writers", users: 1, loops: 30) {
                    HTTPGet("/a")
                    HTTPGet("/b").named("slow").tagged("dear", "rare")
                }
                expect(p99(of: "GET /a", in: "readers") < .seconds(20), p50(tagged: "dear") > .zero)
                expect(errorRate(in: "writers") <= .percent(0))
            }
            let result = try await measure(plan)
            #expect(result.verdict == .passed)
            #expect(result.requests(of: "GET /a", in: "readers") == 100)
            #expect(result.requests(of: "GET /a", in: "writers") == 30)
            #expect(result.requests(of: "GET /a") == 130 && result.requests == 160)
            #expect(result.requests(tagged: "dear") == 30)
            #expect(result.requests(in: "writers") == 60)
            #expect(result.requests(in: "readers", tagged: "dear") == 0)
            #expect(result.labels == ["GET /a", "slow"])
            #expect(result.groups == ["readers", "writers"])
            #expect(result.tags == ["cheap", "dear", "rare"])
            #expect(result.intervals.map { $0.requests(in: "writers") }.reduce(0, +) == 60)
        }

        @Test func `failures and statuses are counted by group and by tag`() async throws {
            let server = try ScriptedServer { request, connection in
                connection.reply(request.target == "/bad" ? "500 No" : "200 OK")
            }
            let plan = LoadTest("errors", target: server.url) {
                ThreadGroup("good", users: 1, loops: 3) { HTTPGet("/a") }
                ThreadGroup("bad", users: 1, loops: 4) {
                    HTTPGet("/bad").tagged("broken")
                    HTTPGet("/a")
                }
                expect(errorRate(in: "bad") < .percent(10))
            }
            let result = try await measure(plan)
            #expect(result.errors(in: "good") == 0 && result.errors(in: "bad") == 4)
            #expect(result.errors(tagged: "broken") == 4)
            #expect(result.statuses(in: "bad") == [200: 4, 500: 4])
            #expect(result.errorsByCause(tagged: "broken") == [.http(status: 500): 4])
            #expect(result.findings.first?.verdict == .failed)
            #expect(result[.errorRate(in: "bad")] == .percent(50))
        }

        @Test func `requests, samples and transactions of scenarios have tags`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("scenario", target: server.url) {
                ThreadGroup("visitors", users: 2, loops: 2) {
                    Scenario("visit") { user in
                        try await user.transaction("order", tagged: "pair") {
                            try await user.send(HTTPGet("/a").tagged("cart"))
                            try await user.send(HTTPGet("/a"))
                        }
                        try await user.sample("query", tagged: "cart", "database") {}
                    }
                }
            }
            let result = try await measure(plan)
            #expect(result.requests(of: "GET /a") == 8)
            #expect(result.requests(of: "GET /a", tagged: "cart") == 4)
            #expect(result.requests(tagged: "cart") == 8)
            #expect(result.requests(of: "query", in: "visitors", tagged: "database") == 4)
            #expect(result.requests(of: "order", tagged: "pair") == 4)
            #expect(result.requests(tagged: "pair") == 0)
            #expect(result.requests == 12)
        }

        @Test func `a scenario that throws is an error of its group`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("broken", target: server.url) {
                ThreadGroup("calm", users: 1, loops: 2) { HTTPGet("/a") }
                ThreadGroup("visitors", users: 1, loops: 3) {
                    Scenario("visit") { user in
                        try await user.get("/a")
                        throw VisitError()
                    }
                }
            }
            let result = try await measure(plan)
            #expect(result.errors == 3 && result.errors(in: "visitors") == 3)
            #expect(result.errors(in: "calm") == 0)
            #expect(result.errors(of: "GET /a") == 0)
        }

        @Test func `two groups of one name are one scope`() async throws {
            let server = try ScriptedServer()
            let plan = LoadTest("twins", target: server.url) {
                ThreadGroup("twin", users: 1, loops: 2) { HTTPGet("/a") }
                ThreadGroup("twin", users: 1, loops: 3) { HTTPGet("/a") }
                ThreadGroup(users: 1, loops: 4) { HTTPGet("/a") }
            }
            let result = try await measure(plan)
            #expect(result.groups == ["twin", "Thread Group 3"])
            #expect(result.requests(in: "twin") == 5)
            #expect(result.requests(in: "Thread Group 3") == 4)
        }
    }
}

/// An error of a scenario's own.
private struct VisitError: Error {}
