import AppCore
import Hummingbird
import LoadTesting
import ServiceLifecycle
import Testing

/// The application in the test's own process: nothing to launch, and a breakpoint in a route holds.
///
/// What the server uses is then not told from what the load generator uses, and the report says so.
@Suite(.loadTest, .tags(.loadTest))
struct InProcessTests {
    @Test func visitorsWithTodos() async throws {
        try await withApp { server in
            try await LoadTest("todos, in process", target: server) {
                ThreadGroup("visitors", users: 20, duration: .seconds(3)) { todoVisit() }
                expect(errorRate <= .percent(0), p95 < .milliseconds(500))
                expect(serverMemory < .mebibytes(400), serverOpenFiles < 200)
            }.run()
        }
    }

    /// Runs the application on a free port for as long as the body runs.
    private func withApp(_ body: (Server) async throws -> Void) async throws {
        let (ports, port) = AsyncStream.makeStream(of: Int?.self)
        let app = Application(
            router: buildRouter(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { port.yield($0.localAddress?.port) })
        let services = ServiceGroup(
            configuration: .init(services: [app], logger: app.logger))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { port.finish() }
                try await services.run()
            }
            for await case let port? in ports {
                try await body(.inProcess("http://127.0.0.1:\(port)"))
                await services.triggerGracefulShutdown()
            }
            try await group.waitForAll()
        }
    }
}
