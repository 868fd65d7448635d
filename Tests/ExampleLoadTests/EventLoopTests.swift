import LoadTesting
import Testing

/// A call that blocks the event loop: every other request of the process waits for it.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct EventLoopTests {
    /// Ten users wait 20 ms in `time.sleep`, in a thread, or in `await asyncio.sleep`, while two
    /// ask for `/health`, which does nothing wrong.
    @Test func blockingAgainstAsync() async throws {
        let blocking = try await load("/wait/blocking") {
            // One after the other, for 20 ms each; and yet the processor has nothing to do.
            expect(throughput(of: "wait") <= .perSecond(50), serverCPU < .percent(60))
        }
        for path in ["/wait/threads", "/wait/async"] {
            let better = try await load(path) {
                expect(throughput(of: "wait") > .perSecond(80))
            }
            #expect(try neighbour(of: blocking) > neighbour(of: better) * 2)
        }
    }

    private func load(
        _ path: String, @LoadTestBuilder expecting budgets: () -> LoadTestElements
    ) async throws -> LoadTestResult {
        try await withServer(FastAPI.launch()) { server in
            try await LoadTest("\(path) and a neighbour", target: server) {
                ThreadGroup("waiting", users: 10, duration: .seconds(2)) {
                    HTTPGet("\(path)").named("wait")
                }
                ThreadGroup("neighbours", users: 2, duration: .seconds(2)) {
                    HTTPGet("/health").named("neighbour")
                    Pause(.milliseconds(20))
                }
                expect(errorRate <= .percent(0))
                budgets()
            }.run()
        }
    }

    private func neighbour(of result: LoadTestResult) throws -> Duration {
        try #require(result[.p50(of: "neighbour")])
    }
}
