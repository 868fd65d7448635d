import LoadTesting
import Testing

/// What users see while one of two workers dies.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct KilledWorkerTests {
    @Test func aWorkerIsKilled() async throws {
        try await withServer(FastAPI.launch(workers: 2)) { server in
            try await LoadTest("a worker is killed", target: server) {
                ArrivalGroup(.hold(.perSecond(200), for: .seconds(8))) { HTTPGet("/health") }
                At(.seconds(3), named: "kill") { Kill(server.worker(1)) }
                expect(errorRate < .percent(5))
                expect(recovery(after: "kill") <= .seconds(2))
                expect(errorRate(during: .between(.seconds(5), .seconds(8))) <= .percent(0))
            }.run()
        }
    }
}
