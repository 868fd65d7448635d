import LoadTestingCore
import LoadTestingMacrosFree
import TestServers
import TestSupport
import Testing

extension UnderLoad {
    /// Checks, counted apart from errors.
    @Suite(.timeLimit(.minutes(1))) struct CheckRates {
        private func server() throws -> ScriptedServer {
            try ScriptedServer { request, connection in
                if request.target == "/gone" { return connection.reset() }
                connection.reply(
                    request.target == "/bad" ? "500 No" : "200 OK", body: request.target)
            }
        }

        @Test func `each check of a step counts, up to the first that does not hold`() async throws
        {
            let server = try server()
            let plan = LoadTest("checks", target: server.url) {
                ThreadGroup("good", users: 1, loops: 2) {
                    HTTPGet("/a").check(.status(200), .bodyContains("a"))
                    HTTPGet("/b")
                }
                ThreadGroup("bad", users: 1, loops: 3) {
                    HTTPGet("/c").named("second").check(
                        .status(200), .bodyContains("x"), .bodyContains("c"))
                    HTTPGet("/bad").named("first").check(.status(200), .bodyContains("b"))
                    HTTPPost("/gone").named("none").check(.status(200))
                    HTTPGet("/bad").named("rule")
                }
                expect(checkRate(in: "good") >= .percent(100), checkRate > .percent(99))
                expect(checkRate(of: "rule") > .percent(1))
            }
            let result = try await measure(plan)
            #expect(result.checks(in: "good") == counts(passed: 4, failed: 0))
            #expect(result.checks(of: "second") == counts(passed: 3, failed: 3))
            #expect(result.checks(of: "first") == counts(passed: 0, failed: 3))
            #expect(result.checks(of: "none").all == 0 && result.checks(of: "rule").all == 0)
            #expect(result.checks == counts(passed: 7, failed: 6))
            #expect(result[.checkRate(of: "second")] == .percent(50))
            #expect(result[.checkRate(of: "rule")] == nil)
            #expect(
                result.findings.prefix(3).map(\.verdict) == [.passed, .failed, .inconclusive])
            #expect(result.description.contains("checks     7 of 13 held"))
        }

        @Test func `checks of scenarios count, those of samples too`() async throws {
            let server = try server()
            let plan = LoadTest("checks", target: server.url) {
                ThreadGroup(users: 1, loops: 2) {
                    Scenario("visit") { user in
                        let reply = try await user.send(HTTPGet("/a").check(.status(200)))
                        try reply.check(.bodyContains("a"), .bodyContains("/"))
                        try? reply.check(.bodyContains("x"))
                        _ = try? await user.sample(
                            "code", checks: .that("even") { $0 % 2 == 0 }, .that("big") { $0 > 9 }
                        ) { 4 }
                    }
                }
            }
            let result = try await measure(plan)
            #expect(result.checks(of: "GET /a") == counts(passed: 6, failed: 2))
            #expect(result.checks(of: "code") == counts(passed: 2, failed: 2))
            #expect(result.errors(of: "GET /a") == 2)
        }

        private func counts(passed: Int, failed: Int) -> CheckCounts {
            CheckCounts(passed: passed, failed: failed)
        }
    }
}
