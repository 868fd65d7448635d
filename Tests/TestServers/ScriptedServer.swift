import CLoadTestingSystem
import Foundation
import Synchronization

/// An HTTP/1.1 server of the loopback interface that answers each request with whatever bytes a
/// test wants.
///
/// ```swift
/// let server = try ScriptedServer { request, connection in
///     connection.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok")
///     connection.pause(.milliseconds(20))
///     connection.reset()
/// }
/// ```
///
/// Each connection has a thread of its own, so a handler may wait. A handler that returns without
/// a word leaves its client waiting.
public final class ScriptedServer: Sendable {
    /// Does something with a connection that was just accepted.
    public typealias Greeting = @Sendable (Connection) -> Void

    /// Answers one request on its connection.
    public typealias Handler = @Sendable (ReceivedRequest, Connection) -> Void

    /// The port the server listens on.
    public let port: Int

    private let script: Script
    private let alive: Mutex<Descriptor?>

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - address: An IPv4 address of this machine.
    ///   - port: The port it listens on; 0 lets the system choose one.
    ///   - greet: Called when a connection was accepted, before anything is read from it.
    ///   - handle: Called for each request, on the thread of its connection.
    public init(
        address: String = "127.0.0.1", port: Int = 0, greet: @escaping Greeting = { _ in },
        _ handle: @escaping Handler
    ) throws {
        clt_raise_descriptor_limit()
        let listener = try LoopbackSocket(listeningOn: port, of: address)
        let lifeline = try Lifeline()
        let script = Script(greet: greet, handle: handle, end: lifeline.childEnd)
        self.script = script
        self.port = listener.port
        alive = Mutex(lifeline.ownEnd)
        script.startThread { script.accept(from: listener) }
    }

    /// Starts a server on a free port that answers each request with `ok`.
    public convenience init(greet: @escaping Greeting = { _ in }) throws {
        try self.init(greet: greet) { _, connection in connection.reply() }
    }

    deinit { stop() }

    /// The root address of the server, such as `http://127.0.0.1:8080`.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// All requests so far, in the order in which they were complete.
    public var requests: [ReceivedRequest] { script.record.withLock { $0.requests } }

    /// The number of connections accepted so far.
    public var connectionCount: Int { script.record.withLock { $0.accepted } }

    /// The number of accepted connections that neither side has closed.
    public var openConnectionCount: Int { script.record.withLock { $0.open } }

    /// Closes the listening socket and all connections, ends pauses, and waits for the threads.
    ///
    /// A handler must not call this.
    public func stop() {
        alive.withLock { $0 = nil }
        script.threads.wait()
    }
}
