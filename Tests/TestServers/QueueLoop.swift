import CLoadTesting
import CLoadTestingSystem
import Foundation
import Synchronization

/// The thread of a queue server.
final class QueueLoop {
    private final class Connection {
        let socket: LoopbackSocket
        var isOpen = true
        /// The last bytes read, up to four.
        var tail: UInt32 = 0

        init(_ socket: LoopbackSocket) { self.socket = socket }
    }

    private struct Waiting {
        let connection: Connection
        let departure: Int64
        /// Its place in the log.
        let index: Int
    }

    /// Clients of HTTP/1.0, such as ab, keep a connection only where they are told.
    private static let answer = Array(
        "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nok".utf8)
    private static let endOfHead: UInt32 = 0x0d0a_0d0a
    /// The time before a due answer without sleep: a timer comes 50 µs late.
    private static let watched: Int64 = 120_000
    private static let longestSleep: Int64 = 20_000_000

    private let listener: LoopbackSocket
    private let state: QueueServer.State
    private let poller: OpaquePointer
    private var model: QueueModel
    private var connections: [Int32: Connection] = [:]
    /// In the order of departure, from `head` on.
    private var queue: [Waiting] = []
    private var head = 0

    init?(_ listener: LoopbackSocket, _ model: QueueModel, _ state: QueueServer.State) {
        guard let poller = clt_poller_create() else { return nil }
        self.listener = listener
        self.model = model
        self.state = state
        self.poller = poller
        _ = fcntl(listener.descriptor.number, F_SETFL, O_NONBLOCK)
        clt_poller_want(poller, listener.descriptor.number, Int32(CLT_READ), 0)
    }

    deinit { clt_poller_destroy(poller) }

    func run() {
        let events = UnsafeMutablePointer<clt_event>.allocate(capacity: 256)
        defer { events.deallocate() }
        while !state.isEnding.load(ordering: .relaxed) {
            sendDue()
            let count = clt_poller_wait(poller, events, 256, timeToSleep)
            for event in UnsafeBufferPointer(start: events, count: Int(max(0, count))) {
                if event.descriptor == listener.descriptor.number {
                    accept()
                } else if let connection = connections[event.descriptor] {
                    read(connection)
                }
            }
        }
    }

    private var timeToSleep: Int64 {
        guard head < queue.count else { return Self.longestSleep }
        let left = queue[head].departure - clt_monotonic_nanoseconds()
        return min(Self.longestSleep, max(0, left - Self.watched))
    }

    private func accept() {
        while let socket = try? LoopbackSocket(acceptedFrom: listener) {
            let number = socket.descriptor.number
            connections[number] = Connection(socket)
            clt_poller_want(poller, number, Int32(CLT_READ), 0)
        }
    }

    private func read(_ connection: Connection) {
        let number = connection.socket.descriptor.number
        withUnsafeTemporaryAllocation(byteCount: 16_384, alignment: 1) { buffer in
            let count = recv(number, buffer.baseAddress!, buffer.count, 0)
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            guard count > 0 else { return close(connection) }
            for byte in buffer[max(0, count - 4)..<count] {
                connection.tail = connection.tail << 8 | UInt32(byte)
            }
            if connection.tail == Self.endOfHead { take(connection) }
        }
    }

    private func take(_ connection: Connection) {
        let arrival = clt_monotonic_nanoseconds()
        let departure = model.departure(of: arrival)
        let index = state.log.withLock { log in
            log.append(.init(arrival: arrival, departure: departure))
            return log.count - 1
        }
        let waiting = Waiting(connection: connection, departure: departure, index: index)
        var place = queue.count
        while place > head, queue[place - 1].departure > departure { place -= 1 }
        queue.insert(waiting, at: place)
    }

    private func sendDue() {
        while head < queue.count, queue[head].departure <= clt_monotonic_nanoseconds() {
            let waiting = queue[head]
            head += 1
            guard waiting.connection.isOpen else { continue }
            let sent = clt_monotonic_nanoseconds()
            let number = waiting.connection.socket.descriptor.number
            _ = Self.answer.withUnsafeBytes {
                send(number, $0.baseAddress, $0.count, sendFlags)
            }
            state.log.withLock { $0[waiting.index].sent = sent }
        }
        guard head > 4_096 else { return }
        queue.removeSubrange(..<head)
        head = 0
    }

    private func close(_ connection: Connection) {
        let number = connection.socket.descriptor.number
        connection.isOpen = false
        clt_poller_forget(poller, number)
        connections[number] = nil
    }
}
