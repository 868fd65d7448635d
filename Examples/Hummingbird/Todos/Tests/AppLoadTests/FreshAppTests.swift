import LoadTesting
import Testing

/// The application as a program, launched for one test alone.
@Suite(.loadTest, .tags(.loadTest))
struct FreshAppTests {
    @Test func health() async throws {
        try await withServer(
            .product("App", "--port", "{port}", ready: .http("/health"))
        ) { server in
            try await LoadTest("health", target: server) {
                ThreadGroup(users: 20, duration: .seconds(3)) { HTTPGet("/health") }
                expect(errorRate <= .percent(0), p95 < .milliseconds(500))
                expect(serverCPUTimePerRequest < .milliseconds(10))
                expect(serverMemory < .mebibytes(200), serverOpenFiles < 80)
            }.run()
        }
    }
}
