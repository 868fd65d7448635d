import LoadTesting
import TestServers
import Testing

/// Counts of scenarios.
@Suite(.loadTest) struct ScenarioCountTests {
    private struct Mistake: Error {}

    /// A transaction and an iteration that the end of the load aborted are in no row.
    @Test func theEndOfTheLoadIsNoFailure() async throws {
        let server = try ScriptedServer()
        let result = try await LoadTest("end", target: server.url) {
            ThreadGroup(users: 3, duration: .milliseconds(500)) {
                Scenario("visit") { user in
                    try await user.transaction("order") {
                        try await user.get("/first")
                        // The second one is under way when the load ends.
                        try await user.pause(user.iteration == 0 ? .milliseconds(10) : .seconds(60))
                        try await user.get("/second")
                    }
                }
            }
        }.run()
        #expect(result.errors == 0)
        #expect(result.errors(of: "order") == 0)
        #expect(result.errors(of: "visit") == 0)
        #expect(result.requests(of: "order") == result.requests(of: "GET /second"))
        #expect(result.requests(of: "GET /first") > result.requests(of: "order"))
    }

    /// Also a check that comes when its sample is counted already.
    @Test func everyBrokenIterationIsAnError() async throws {
        let server = try ScriptedServer()
        let result = try await LoadTest("broken", target: server.url) {
            ThreadGroup(users: 2, loops: 5) {
                Scenario("late") { user in
                    let first = try await user.get("/first")
                    try await user.get("/second")
                    try first.check(.bodyContains("no such text"))
                }
                Scenario("own") { user in
                    try await user.get("/third")
                    throw Mistake()
                }
            }
            expect(errorRate < 1.percent)
        }.run(recording: .nothing)
        #expect(result.requests == 30)
        #expect(result.errorsByCause == [.script: 20])
        #expect(result.findings.first?.detail == "20 of 50: script 20")
    }

    @Test func aFailedSampleIsCountedOnce() async throws {
        let server = try ScriptedServer()
        let result = try await LoadTest("once", target: server.url) {
            ThreadGroup(users: 2, loops: 5) {
                Scenario("visit") { user in
                    let reply = try await user.get("/first")
                    do { try reply.check(.status(201)) } catch { throw Mistake() }
                }
            }
        }.run(recording: .nothing)
        #expect(result.errors == 10)
        #expect(result.errorsByCause == [.check("status 201"): 10])
    }

    /// Their sum would be 5 minutes.
    @Test func pausesAreScaled() async throws {
        let server = try ScriptedServer()
        var plan = LoadTest("pauses", target: server.url) {
            ThreadGroup(users: 1, loops: 10) {
                Scenario("visit") { user in
                    try await user.get("/first")
                    try await user.pause(.seconds(30))
                }
            }
        }
        plan.pauseScale = 0.001
        #expect(try await plan.run().duration < .seconds(60))
        #expect(try await plan.run(as: .dryRun).duration < .seconds(20))
    }

    /// Not the URL that was asked for first on its connection.
    @Test func anExampleNamesItsOwnURL() async throws {
        let server = try ScriptedServer()
        let result = try await LoadTest("examples", target: server.url) {
            ThreadGroup(users: 1) {
                HTTPGet("/first")
                HTTPGet("/second").check(.bodyContains("no such text"))
                HTTPPost("/third").check(.status(201))
            }
        }.run(recording: .nothing)
        #expect(
            result.failedExamples.map(\.request)
                == ["GET \(server.url)/second", "POST \(server.url)/third"])
    }
}
