import Foundation
import LoadTesting
import TestSupport
import Testing

/// A server of NIO's in a process of its own, which the system stops for a second.
///
/// Nobody knows what it does in detail, so its figures may differ by 10 %.
extension Truth {
    @Suite(.serialized) struct RealServer {
        @Test func `a process that is stopped shows in the tail`() async throws {
            try await Checks.confirm { truth in
                let server = try await Server.product(
                    "ExampleServer", "--port", "{port}", "--delay-milliseconds", "1")
                async let stop = stopForASecond(server.processID, after: .seconds(4))
                let result = try await LoadTest("a real server stops", target: server.url) {
                    ArrivalGroup(rate: .perSecond(100), for: .seconds(10)) { HTTPGet("/health") }
                }.run(recording: .nothing)
                // A timer may be late: what counts is the measured time of the stop.
                let stopped = try await stop / .seconds(1)
                await server.stop()
                #expect(result.requests == 1_000 && result.errors == 0)
                for percent in [95.0, 99] {
                    truth.check(
                        "a real server stopped for 1 s of 10 s, open 100/s: p\(number(percent))",
                        theory: stopped - (1 - percent / 100) * 10,
                        measured: result[.percentile(percent)],
                        within: Tolerance(share: 0.1, amount: 0))
                }
            }
        }

        /// Returns for how long the process was stopped.
        private func stopForASecond(
            _ process: Int32, after pause: Duration
        ) async throws -> Duration {
            try await Task.sleep(for: pause)
            return await ContinuousClock().measure {
                kill(process, SIGSTOP)
                // Also when the test is cancelled: a stopped process has to resume.
                try? await Task.sleep(for: .seconds(1))
                kill(process, SIGCONT)
            }
        }
    }
}
