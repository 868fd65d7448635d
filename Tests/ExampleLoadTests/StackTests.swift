import LoadTesting
import Testing

/// Everything at once: nginx before two uvicorns, Postgres and Redis behind them.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isStackWanted))
struct StackTests {
    @Test func twoInstancesBehindNginx() async throws {
        try await withServer(
            FastAPI.stack, "--port", "{port}", "--instances", "2", "--pool", "3",
            ready: .http("/health")
        ) { server in
            try await LoadTest("the whole stack", target: server) {
                ThreadGroup("readers", users: 10, duration: .seconds(3)) {
                    HTTPGet("/stock/7").check(.status(200))
                    HTTPGet("/best-sellers/cached").check(.status(200))
                    HTTPGet("/order/3/at-once").check(.status(200))
                    Pause(.milliseconds(20))
                }
                expect(errorRate <= .percent(0), throughput > .perSecond(30))
                // The script, nginx, uvicorn, Postgres, Redis: all are the server.
                expect(serverCPU > .percent(1), serverThreads > 10)
                expect(serverMemory < .gibibytes(2), serverOpenFiles < 2_000)
            }.run()
        }
    }
}
