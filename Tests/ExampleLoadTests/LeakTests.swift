import LoadTesting
import Testing

/// Memory that is never given back shows as a slope, long before it is a problem.
@Suite(.loadTest, .tags(.loadTest), .enabled(if: FastAPI.isWanted))
struct LeakTests {
    /// Each request keeps 50 kB.
    @Test func memoryGrowsWithRequests() async throws {
        let app = try await FastAPI.launch().scraping("/metrics", ["leaked_bytes"])
        try await withServer(app) { server in
            let result = try await LoadTest("a leak", target: server) {
                ThreadGroup(users: 4, duration: .seconds(12)) {
                    HTTPGet("/leak")
                    Pause(.milliseconds(50))
                }
                expect(errorRate <= .percent(0))
                expect(serverMemory.growth > .mebibytes(20))
            }.run()
            // What the system sees is what the application keeps.
            let seen = try #require(result[serverMemory.growth])
            let kept = try #require(result[serverMetric("leaked_bytes").growth])
            #expect((0.5...2).contains(Double(seen.bytes) / kept))
            #expect(result.judge(serverMemory.growth < .mebibytes(5)).verdict == .failed)
        }
    }
}
