import Foundation
import LoadTesting
import LoadTestingCore
import TestSupport
import Testing

extension UnderLoad {
    /// Servers that die while they are loaded.
    @Suite(.timeLimit(.minutes(1))) struct Outages {
        private func exampleServer(port: Int? = nil) async throws -> Server {
            try await .product(
                "ExampleServer", "--port", "{port}", "--delay-milliseconds", "1", port: port)
        }

        /// The only test that waits for the ten seconds after which a run is stopped.
        @Test func runIsStoppedWhenTheServerIsDead() async throws {
            let server = try await exampleServer()
            let plan = LoadTest("dead", target: server.url) {
                ThreadGroup(users: 20, duration: .seconds(50)) {
                    HTTPGet("/health")
                    Pause(.milliseconds(50))
                }
                expect(errorRate < .percent(100))
            }
            let run = Task { try await measure(plan) }
            try await Task.sleep(for: .milliseconds(700))
            await server.stop()
            let result = try await run.value
            #expect(result.snapshot.end == .unresponsive)
            #expect(result.verdict == .failed)
            #expect(result.duration > .seconds(9) && result.duration < .seconds(20))
            #expect(result.all.succeeded > 20)
            #expect(result.errors >= 100)
            #expect(Set(result.errorsByCause.keys).isSubset(of: [.connect, .reset]))
            #expect((result.errorsByCause[.connect] ?? 0) > 1_000)
            // The first five, and the first of each cause that came later.
            let causes = result.errorsByCause.keys
            #expect((5..<5 + causes.count).contains(result.failedExamples.count))
            #expect(Set(result.failedExamples.map(\.cause)) == Set(causes))
            #expect(result.findings.contains { $0.message.hasPrefix("stopped") })
        }

        @Test func restartedServerIsLoadedAgain() async throws {
            let server = try await exampleServer()
            let plan = LoadTest("restart", target: server.url) {
                ThreadGroup(users: 10, duration: .milliseconds(3_500)) {
                    HTTPGet("/health")
                    Pause(.milliseconds(10))
                }
            }
            let run = Task { try await measure(plan) }
            try await Task.sleep(for: .milliseconds(500))
            await server.stop()
            let again = try await exampleServer(port: server.port)
            let result = try await run.value
            await again.stop()
            #expect(result.snapshot.end == .complete)
            #expect(result.errors > 0)
            #expect(Set(result.errorsByCause.keys).isSubset(of: [.connect, .reset]))
            let last = try #require(result.snapshot.intervals.last { $0.labels[0].requests > 50 })
            #expect(last.labels[0].failed == 0)
        }
    }
}
