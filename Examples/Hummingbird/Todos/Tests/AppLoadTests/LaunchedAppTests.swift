import LoadTesting
import Testing

/// The application as the program that is deployed, launched once for the tests of the suite.
@Suite(
    .loadTest, .tags(.loadTest),
    .server(product: "App", "--port", "{port}", ready: .http("/health")))
struct LaunchedAppTests {
    @Test func visitorsWithTodos() async throws {
        try await LoadTest("todos", target: Server.current) {
            ThreadGroup("visitors", users: 20, duration: .seconds(3)) { todoVisit() }
            expect(errorRate <= .percent(0), p95 < .milliseconds(500))
            expect(serverCPU > .percent(1), serverMemory < .mebibytes(200), serverOpenFiles < 80)
        }.run()
    }

    /// Forty requests that wait keep neither a thread busy nor a neighbour waiting.
    @Test func slowReportsBesideHealth() async throws {
        let result = try await LoadTest("reports and their neighbours", target: Server.current) {
            ThreadGroup("reports", users: 40, duration: .seconds(3)) { HTTPGet("/report") }
            ThreadGroup("neighbours", users: 2, duration: .seconds(3)) {
                HTTPGet("/health")
                Pause(.milliseconds(20))
            }
            expect(errorRate <= .percent(0), p95(of: "GET /health") < .milliseconds(500))
            expect(throughput(of: "GET /report") > .perSecond(80), serverThreads < 20)
        }.run()
        let health = try #require(result[.p50(of: "GET /health")])
        let report = try #require(result[.p50(of: "GET /report")])
        #expect(report > .milliseconds(50) && health < report)
    }
}
