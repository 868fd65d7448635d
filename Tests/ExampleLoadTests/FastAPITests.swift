import LoadTesting
import Testing

/// The founding plan against FastAPI under one uvicorn worker, from `Examples/FastAPI`.
///
/// Runs a hundredth of the plan; `LOADTESTING_SCALE=1` runs the whole million.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct FastAPITests {
    @Test func aMillionHealthChecks() async throws {
        try await withServer(FastAPI.launch()) { server in
            let result = try await LoadTest("FastAPI, a million health checks", target: server.url)
            {
                ThreadGroup(users: 10_000, rampUp: .seconds(100), loops: 100) {
                    HTTPGet("/health")
                }
                expect(errorRate < .percent(5), throughput > .perSecond(2_000))
            }.run(scale: 0.01)
            // No budget: at full scale most users wait for their first answer longer than the other
            // 99 take, so that a percentile that holds is inconclusive.
            let p90 = try #require(result[.p90])
            #expect(p90 < .seconds(1))
            #expect(result.health.failures.isEmpty, "no error is the generator's own")
        }
    }
}
