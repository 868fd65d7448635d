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

        /// Lets ten requests be answered while it keeps the loop from everything else, and goes on
        /// doing so for twice as long as they have been under way.
        private static func block(
            since start: ContinuousClock.Instant, _ asked: DispatchSemaphore,
            _ answered: DispatchSemaphore
        ) {
            for _ in 0..<10 { asked.signal() }
            for _ in 0..<10 { _ = answered.wait(timeout: .now() + 30) }
            let time = max(.milliseconds(250), (ContinuousClock.now - start) * 2)
            Thread.sleep(forTimeInterval: time / .seconds(1))
        }

        /// A burst of answers that all have come long ago is handled one after the other.
        @Test func aScenarioThatBlocksIsNoSlowServer() async throws {
            let (asked, answered) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
            let server = try ScriptedServer { _, connection in
                _ = asked.wait(timeout: .now() + 30)
                connection.reply()
                answered.signal()
            }
            let result = try await measure(
                LoadTest("blocked", target: server.url) {
                    ThreadGroup(users: 10, loops: 4) { HTTPGet("/health") }
                    ThreadGroup(users: 1, loops: 4) {
                        Scenario("blocks") { user in
                            let start = ContinuousClock.now
                            while server.requests.count < 10 * (user.iteration + 1) {
                                try await user.pause(.milliseconds(1))
                            }
                            Self.block(since: start, asked, answered)
                        }
                    }
                })
            #expect(result.requests == 40)
            for metric in [LatencyMetric.p95, .max] {
                let measured = try #require(result[metric])
                #expect(measured > .milliseconds(250))
                // At most a third of it is the server's.
                #expect(result.judge(metric < measured / 2).verdict == .invalid, "\(result)")
            }
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
