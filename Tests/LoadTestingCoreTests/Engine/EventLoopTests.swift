import CLoadTesting
import LoadTesting
import TestServers
import TestSupport
import Testing

@testable import LoadTestingCore

extension UnderLoad {
    /// The loop on its own thread, without collector and report.
    @Suite(.timeLimit(.minutes(1))) struct EventLoops {
        /// Runs a loop to its end and returns how often it changed what the poller watches.
        private func changes(_ server: ScriptedServer, loops: Int) async throws -> UInt64 {
            let plan = LoadTest("steady", target: server.url) {
                ThreadGroup(users: 5, loops: loops) { HTTPGet("/") }
            }
            let program = try ProgramCompiler.compile(plan, environment: [:])
            let shared = SharedState(program)
            let heartbeat = Heartbeat()
            defer { heartbeat.stop() }
            let reactor = try PollingReactor(heartbeat: heartbeat)
            let loop = try EventLoop(
                program, index: 0, of: 1, shared: shared,
                pool: RecorderPool(names: shared.names), reactor: reactor,
                makeTransport: { capacity throws(TransportError) in
                    try CurlTransport(
                        program, poller: reactor.poller, capacity: capacity,
                        settings: CurlSettings(userAgent: "test"))
                }, send: { _ in })
            await Task.detached { loop.run(RunClock()) }.value
            return reactor.poller.changes
        }

        @Test func requestOnAKeptConnectionCostsNoChangeOfThePoller() async throws {
            let server = try ScriptedServer()
            let few = try await changes(server, loops: 10)
            let many = try await changes(server, loops: 210)
            #expect(server.requests.count == 5 * 220)
            #expect(few == many)
            #expect(few <= 5 * 4)
        }
    }
}
