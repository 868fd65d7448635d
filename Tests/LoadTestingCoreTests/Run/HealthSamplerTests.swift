import Foundation
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// Health of the generator and the machine while a load runs.
    @Suite(.timeLimit(.minutes(1))) struct HealthSampling {
        @Test func aRunLooksAtItselfAndAtTheMachine() async throws {
            let server = try ScriptedServer()
            let result = try await measure(
                LoadTest("two seconds", target: server.url) {
                    ThreadGroup(users: 2, duration: .milliseconds(2_200)) { HTTPGet("/") }
                })
            let health = result.health
            let watched = Double(health.threads.watchedNanoseconds) / 1e9
            #expect(watched > 2 && watched < 3.5)
            let cpu = Double(health.processorNanoseconds) / 1e9
            #expect(cpu > 0 && cpu <= watched)
            #expect(health.machine.observations >= 2 && health.machine.observations <= 4)
            let busy = try #require(health.machine.busyShare)
            #expect(busy > 0.05 && busy <= 1)
            let descriptors = try #require(health.openDescriptors)
            #expect(descriptors > 5 && descriptors < 1_000)
            #expect(health.longestGapNanoseconds < 1_000_000_000)
            #if os(Linux)
                #expect(try #require(health.tcpSockets) >= 4)
            #endif
        }

        @Test func aHeartbeatNoticesNoGapWhereNoneIsAndEnds() async throws {
            let heartbeat = Heartbeat()
            try await Task.sleep(for: .milliseconds(350))
            #expect(heartbeat.take().longest < 1_000_000_000)
            heartbeat.stop()
            #expect(await eventually { loadThreads() == 0 })
        }
    }
}
