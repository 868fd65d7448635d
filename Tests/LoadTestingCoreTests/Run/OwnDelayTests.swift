import Foundation
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The generator's share of a slow answer, with real sockets: the server logs its own
    /// times.
    @Suite(.timeLimit(.minutes(2))) struct OwnDelays {
        /// A server of another process, which continues while this one is stopped.
        private func server(milliseconds: Int) async throws -> Server {
            try await Server.product(
                "ExampleServer", "--port", "{port}", "--delay-milliseconds", "\(milliseconds)")
        }

        /// The load is light and the process stalls are long: so the server has its processor also
        /// where others want it, and what it may be late itself is far below the bound.
        ///
        /// `VirtualTruthTests` has the same without a server that could be late.
        @Test func aStoppedGeneratorInAClosedLoadSaysNothingOfTheServer() async throws {
            let server = try await server(milliseconds: 5)
            let result = try await ProcessStall.during(seconds: 3, stopped: 0.18, running: 0.12) {
                try await measure(
                    LoadTest("stopped", target: server.url) {
                        ThreadGroup(users: 10, duration: .seconds(3)) {
                            HTTPGet("/health")
                            Pause(.milliseconds(15))
                        }
                        expect(p99 < .milliseconds(120), throughput > .perSecond(350))
                    })
            }
            await server.stop()
            let measured = try #require(result[.p99])
            #expect(measured > .milliseconds(165), "it was stopped for 180 ms again and again")
            let own = try #require(result.snapshot.ownDelay(99))
            #expect(own > .milliseconds(105) && own <= measured)
            #expect(result.findings.map(\.verdict).allSatisfy { $0 == .invalid }, "\(result)")
            #expect(!result.remarks.contains { $0.contains("stalled") }, "\(result.remarks)")
        }

        /// Its answers take longer than the generator is away: they come while it polls, or shortly
        /// before, whatever else it missed meanwhile.
        @Test func aSlowServerIsNotExcusedByAGeneratorThatIsStopped() async throws {
            let server = try await server(milliseconds: 300)
            let result = try await ProcessStall.during(seconds: 3, stopped: 0.02, running: 0.08) {
                try await measure(
                    LoadTest("slow", target: server.url) {
                        ThreadGroup(users: 20, duration: .seconds(3)) { HTTPGet("/health") }
                        expect(p50 < .milliseconds(200))
                    })
            }
            await server.stop()
            #expect(result.findings.map(\.verdict) == [.failed], "\(result)")
        }

        @Test func manyUsersAtOnceWaitForTheGeneratorNotForTheServer() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("at once", target: server.url) {
                    ThreadGroup(users: 300, loops: 1) { HTTPGet("/") }
                })
            let response = try #require(result[.p99])
            let service = try #require(result[.p99.service])
            let own = try #require(result.snapshot.ownDelay(99))
            // Their wait for a tick is the generator's, first starts like all others.
            // Below a hundredth of a time nothing is charged.
            #expect(own >= response - service - response / 50)
            if response > service * 2, response > .milliseconds(20) {
                #expect(result.judge(p99 < service).verdict == .invalid, "\(result)")
            }
        }

        /// Keeps the loop from everything else, which is the subject: for far longer than its
        /// server is late where others want the processor.
        private static func block() { Thread.sleep(forTimeInterval: 0.25) }

        /// A burst of answers that all have come long ago is handled one after the other.
        @Test func aScenarioThatBlocksIsNoSlowServer() async throws {
            let server = try await server(milliseconds: 1)
            let result = try await measure(
                LoadTest("blocked", target: server.url) {
                    ThreadGroup(users: 10, loops: 20) { HTTPGet("/health") }
                    ThreadGroup(users: 1, loops: 4) {
                        Scenario("blocks") { _ in
                            Self.block()
                            await Task.yield()
                        }
                    }
                    expect(p95(of: "GET /health") < .milliseconds(62))
                })
            await server.stop()
            let finding = try #require(result.findings.first)
            #expect([.invalid, .passed].contains(finding.verdict), "\(result)")
            let slowest = LatencyMetric.max(of: "GET /health")
            #expect(try #require(result[slowest]) > .milliseconds(156))
            #expect(result.judge(slowest < .milliseconds(125)).verdict == .invalid, "\(result)")
        }

        @Test func aSaturatedServerHasFailedUnderArrivals() async throws {
            let model = QueueModel(.constant(.milliseconds(20)))
            let server = try QueueServer(model)
            let result = try await measure(
                LoadTest("saturated", target: server.url) {
                    ArrivalGroup(rate: .perSecond(150), for: .seconds(2), maxUsers: 40) {
                        HTTPGet("/")
                    }
                    expect(p99 < .milliseconds(100), throughput > .perSecond(140))
                    expect(errorRate < .percent(1))
                })
            #expect(result.findings.map(\.verdict) == [.failed, .failed, .failed], "\(result)")
            for finding in result.findings {
                #expect(
                    finding.message.contains(
                        /the server answered [45][0-9](\.[0-9]+)?\/s of 150\/s: [0-9]+ arrivals/),
                    "\(finding.message)")
                #expect(!finding.message.contains("another core"))
            }
        }
    }
}

/// Takes the processor away from this process again and again; servers in other processes continue.
private enum ProcessStall {
    /// - Parameters:
    ///   - seconds: the time for which it lasts.
    ///   - stopped: the time for which the process is stopped at once, in seconds.
    ///   - running: for how long it runs in between.
    static func during<Value>(
        seconds: Double, stopped: Double, running: Double, _ body: () async throws -> Value
    ) async throws -> Value {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        let times = Int(seconds / (stopped + running))
        // It ends on its own and in order: a stopped process can end no other.
        process.arguments = [
            "-c",
            """
            i=0; while [ $i -lt \(times) ]; do
                kill -STOP "$1"; sleep \(stopped); kill -CONT "$1"; sleep \(running); i=$((i + 1))
            done
            """, "stop", "\(ProcessInfo.processInfo.processIdentifier)",
        ]
        try process.run()
        defer { process.waitUntilExit() }
        return try await body()
    }
}
