import CLoadTestingSystem
import Dispatch
import Foundation
import Synchronization

/// A small HTTP server of this process for pages about a run: answers `GET`, one request a
/// connection, each on a thread of its own.
final class PageServer: Sendable {
    typealias Handler = @Sendable (PageRequest, PageConnection) -> Void

    /// The system's reason for which it can't listen.
    struct Failure: Error, Hashable {
        var reason: String
    }

    private let listener: Int32
    private let isLoopback: Bool
    private let handle: Handler
    private let state = Mutex(State())
    private let threads = DispatchGroup()

    private struct State {
        var isStopped = false
        var connections = 0
    }

    /// The maximum connections at once; further ones are closed.
    private static let maxConnections = 32
    private static let acceptMilliseconds: Int32 = 200

    /// Listens, and answers until ``stop()``.
    ///
    /// - Parameters:
    ///   - address: an address of this machine in numbers. At one of loopback requests have to name
    ///     it: a page of elsewhere whose name leads here is refused.
    ///   - port: 1 … 65,535.
    ///   - handle: answers a request; the connection is closed behind it.
    init(
        address: String = "127.0.0.1", port: Int, _ handle: @escaping Handler
    ) throws(Failure) {
        listener = clt_sender_listen(address, UInt16(port))
        guard listener >= 0 else { throw Failure(reason: String(cString: strerror(-listener))) }
        isLoopback = address.hasPrefix("127.") || address == "::1"
        self.handle = handle
        start { $0.accept() }
    }

    /// Whether ``stop()`` was called; a handler that goes on for long has to look.
    var isStopped: Bool { state.withLock { $0.isStopped } }

    /// Ends the server, and waits for its threads.
    func stop() async {
        state.withLock { $0.isStopped = true }
        await withCheckedContinuation { continuation in
            threads.notify(queue: .global()) { continuation.resume() }
        }
    }

    private func start(_ body: @escaping @Sendable (PageServer) -> Void) {
        threads.enter()
        let thread = Thread { [self] in
            body(self)
            threads.leave()
        }
        thread.name = "load-page"
        thread.start()
    }

    private func accept() {
        while !isStopped {
            let descriptor = clt_sender_accept(listener, Self.acceptMilliseconds)
            guard descriptor >= 0 else { continue }
            let connection = PageConnection(descriptor)
            let isFree = state.withLock { state in
                guard state.connections < Self.maxConnections else { return false }
                state.connections += 1
                return true
            }
            guard isFree else { continue }
            start { server in
                server.serve(connection)
                server.state.withLock { $0.connections -= 1 }
            }
        }
        close(listener)
    }

    private func serve(_ connection: PageConnection) {
        guard let head = connection.head() else { return }
        guard let request = PageRequest(head) else {
            return connection.refuse("400 Bad Request")
        }
        guard request.method == "GET" else {
            return connection.refuse("405 Method Not Allowed", field: "Allow: GET")
        }
        guard !isLoopback || request.namesLoopback else {
            return connection.refuse("421 Misdirected Request")
        }
        handle(request, connection)
    }
}
