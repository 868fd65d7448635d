import Foundation
import Synchronization

extension ScriptedServer {
    /// The state that all threads of a server share.
    final class Script: Sendable {
        /// The requests and connections that a server has seen.
        struct Record {
            var requests: [ReceivedRequest] = []
            var accepted = 0
            var open = 0
        }

        let record = Mutex(Record())
        let threads = DispatchGroup()
        private let greet: Greeting
        private let handle: Handler
        private let end: Descriptor

        init(greet: @escaping Greeting, handle: @escaping Handler, end: Descriptor) {
            self.greet = greet
            self.handle = handle
            self.end = end
        }

        /// Runs `body` on a thread that ``ScriptedServer/stop()`` waits for.
        func startThread(_ body: @escaping @Sendable () -> Void) {
            threads.enter()
            let thread = Thread { [threads] in
                body()
                threads.leave()
            }
            thread.stackSize = 512 * 1_024
            thread.start()
        }

        /// Gives each connection a thread until the server is stopped.
        func accept(from listener: LoopbackSocket) {
            let wait = SocketWait(socket: listener.descriptor, end: end)
            while wait.until(POLLIN) == .ready {
                guard let socket = try? LoopbackSocket(acceptedFrom: listener) else { continue }
                let number = record.withLock { record in
                    record.accepted += 1
                    record.open += 1
                    return record.accepted
                }
                startThread { self.serve(socket, number: number) }
            }
        }

        private func serve(_ socket: LoopbackSocket, number: Int) {
            let connection = Connection(socket, number: number, end: end) {
                self.record.withLock { $0.open -= 1 }
            }
            greet(connection)
            while let request = connection.nextRequest() {
                record.withLock { $0.requests.append(request) }
                handle(request, connection)
            }
            connection.close()
        }
    }
}
