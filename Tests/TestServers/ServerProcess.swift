import Foundation
import Synchronization

/// A server under test that runs as a process of its own and cannot outlive the tests.
///
/// The process leads a process group. ``stop()``, the end of the last reference and the death of
/// the test process, even by `SIGKILL`, each end that whole group.
public final class ServerProcess: Sendable {
    /// The port of 127.0.0.1 that the server listens on.
    public let port: Int

    /// The identifier of the launched process, which is also that of its process group.
    public let processIdentifier: Int32

    private let log: ServerLog
    private let lifeline: Mutex<Descriptor?>
    private let exit = Mutex<ServerExit?>(nil)

    private init(_ command: ServerCommand, port: Int) throws {
        let lifeline = try Lifeline()
        self.port = port
        self.log = try ServerLog()
        self.processIdentifier = try command.spawn(
            standardInput: lifeline.childEnd, output: log.descriptor)
        self.lifeline = Mutex(lifeline.ownEnd)
    }

    deinit { kill() }

    /// The root address of the server, such as `http://127.0.0.1:8080`.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// What the server has written to its standard output and standard error so far.
    public var output: String { log.text }

    /// Whether the launched process has not ended yet.
    public var isRunning: Bool {
        exit.withLock { $0 == nil && ServerExit.pending(processIdentifier) == nil }
    }

    /// Starts a server and waits until it accepts connections on 127.0.0.1.
    ///
    /// - Parameters:
    ///   - executable: A path, or a name that is looked up in `PATH`.
    ///   - arguments: The arguments; `{port}` in any of them is replaced by the port.
    ///   - port: The port the server is known to listen on; by default a free one is chosen.
    ///   - directory: The working directory; by default that of the tests.
    ///   - environment: Variables added to those of the tests; `{port}` is replaced here too.
    ///   - limit: How long the server may take until it accepts connections.
    /// - Throws: ``ServerLaunchError`` with the last lines of its output when the server ends or
    ///   stays deaf, and `CancellationError`; in both cases no process is left.
    public static func launch(
        _ executable: String, _ arguments: [String], port: Int? = nil,
        in directory: String? = nil, environment: [String: String] = [:],
        within limit: Duration = .seconds(20)
    ) async throws -> ServerProcess {
        let port = try port ?? LoopbackPort.free()
        let command = ServerCommand(
            executable: executable, arguments: arguments, directory: directory,
            environment: environment)
        let server = try ServerProcess(command.filling(port: port), port: port)
        do {
            try await server.waitUntilReady(within: limit, name: executable)
        } catch {
            server.kill()
            throw error
        }
        return server
    }

    /// Ends the server: `SIGTERM`, after at most 5 seconds `SIGKILL` for its whole process group.
    ///
    /// When this returns the process is reaped and the port is free; cancellation does not cut it
    /// short and a second call does nothing.
    public func stop() async {
        await Task { await terminate() }.value
    }

    private func terminate() async {
        exit.withLock { if $0 == nil { _ = Foundation.kill(processIdentifier, SIGTERM) } }
        await poll(within: .seconds(5)) { !isRunning }
        kill()
        await poll(within: .milliseconds(250)) { !LoopbackPort.accepts(port) }
    }

    private func poll(within limit: Duration, until isDone: () -> Bool) async {
        let deadline = ContinuousClock.now + limit
        while !isDone(), ContinuousClock.now < deadline {
            try? await Task.sleep(for: .milliseconds(2))
        }
    }

    /// Ends the process group at once and reaps its leader.
    ///
    /// The leader is reaped last, so that its identifier cannot have gone to another process.
    private func kill() {
        exit.withLock { exit in
            guard exit == nil else { return }
            _ = Foundation.kill(-processIdentifier, SIGKILL)
            exit = ServerExit.reap(processIdentifier)
        }
        lifeline.withLock { $0 = nil }
    }

    private func waitUntilReady(within limit: Duration, name: String) async throws {
        let deadline = ContinuousClock.now + limit
        while true {
            let isListening = LoopbackPort.accepts(port)
            if let exit = ServerExit.pending(processIdentifier) {
                throw ServerLaunchError(name: name, reason: exit.description, output: log.lastLines)
            }
            if isListening { return }
            guard ContinuousClock.now < deadline else {
                let reason = "accepts no connection on port \(port) after \(limit)"
                throw ServerLaunchError(name: name, reason: reason, output: log.lastLines)
            }
            try await Task.sleep(for: .milliseconds(5))
        }
    }
}
