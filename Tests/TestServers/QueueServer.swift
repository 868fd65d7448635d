import CLoadTestingSystem
import Foundation
import Synchronization

/// An HTTP server of 127.0.0.1 whose answers come exactly when a queue's formula says.
///
/// One thread serves all connections. It sleeps until shortly before an answer is due and then
/// watches the clock, so that answers leave within microseconds of their time on an idle machine.
/// Requests have no body, and a client sends none before it has the answer to the one before.
public final class QueueServer: Sendable {
    /// The instants of a request, in nanoseconds of the monotonic clock.
    public struct Served: Sendable {
        /// The instant at which it was read.
        public let arrival: Int64
        /// The instant at which its answer was due by the formula.
        public let departure: Int64
        /// The instant at which its answer was handed to the system; nil when the client had gone.
        public var sent: Int64?
    }

    /// The port the server listens on.
    public let port: Int

    private let state: State
    private let thread = DispatchGroup()

    /// The state that the server's thread shares with the others.
    final class State: Sendable {
        let log = Mutex<[Served]>([])
        let isEnding = Atomic<Bool>(false)
    }

    /// Starts a server on a free port, or on the one given.
    public init(_ model: QueueModel, port: Int = 0) throws {
        clt_raise_descriptor_limit()
        let listener = try LoopbackSocket(listeningOn: port)
        self.port = listener.port
        let state = State()
        self.state = state
        thread.enter()
        let thread = Thread { [group = self.thread] in
            QueueLoop(listener, model, state)?.run()
            group.leave()
        }
        thread.name = "queue-server"
        thread.start()
    }

    deinit { stop() }

    /// The root address of the server, such as `http://127.0.0.1:8080`.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// The instants of all requests, in the order of their arrival.
    public var served: [Served] { state.log.withLock(\.self) }

    /// Closes all connections and waits for the thread.
    public func stop() {
        state.isEnding.store(true, ordering: .relaxed)
        thread.wait()
    }
}
