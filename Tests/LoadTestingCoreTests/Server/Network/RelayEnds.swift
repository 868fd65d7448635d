import Foundation
import LoadTestingCore
import TestSupport
import Testing

@testable import TestServers

/// A connection through a relay, both of whose ends the test holds.
struct RelayEnds {
    let client: LoopbackSocket
    let server: LoopbackSocket

    /// Connects through a relay to a listening socket.
    init(through relay: Relay, to listener: LoopbackSocket) throws {
        client = try LoopbackSocket(connectedTo: relay.port)
        #expect(listener.waits(for: POLLIN))
        server = try LoopbackSocket(acceptedFrom: listener)
    }
}

/// The bytes received by a socket.
enum Arrival: Equatable {
    case text(String)
    case end
    case reset
    /// Nothing in the time that was given.
    case nothing
}

extension LoopbackSocket {
    /// Whether something like `POLLIN` happens within a time.
    func waits(for event: Int32, within limit: Duration = .seconds(10)) -> Bool {
        var wait = pollfd(fd: descriptor.number, events: Int16(event), revents: 0)
        return poll(&wait, 1, Int32(limit / .milliseconds(1))) > 0
    }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Sends bytes, all of them.
    func send(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty, waits(for: POLLOUT) {
            let count = rest.withUnsafeBytes {
                Foundation.send(descriptor.number, $0.baseAddress, $0.count, sendFlags)
            }
            guard count > 0 || errno == EAGAIN else { break }
            rest = rest.dropFirst(max(0, count))
        }
        #expect(rest.isEmpty)
    }

    /// The next bytes, in one piece.
    func receive(atMost size: Int = 65_536, within limit: Duration = .seconds(10)) -> Arrival {
        guard waits(for: POLLIN, within: limit) else { return .nothing }
        var bytes = [UInt8](repeating: 0, count: size)
        let count = recv(descriptor.number, &bytes, size, 0)
        if count == 0 { return .end }
        guard count > 0 else { return .reset }
        return .text(String(decoding: bytes.prefix(count), as: UTF8.self))
    }

    /// The number of bytes until the end, and whether that was an orderly one.
    func drain() -> (count: Int, end: Arrival) {
        var total = 0
        while true {
            switch receive() {
            case .text(let text): total += text.utf8.count
            case let end: return (total, end)
            }
        }
    }
}

/// A port of 127.0.0.1 that nobody listens on.
func freePort() throws -> Int { try LoopbackSocket(listeningOn: 0).port }

/// The duration of some work.
func duration(of body: () -> Void) -> Duration { ContinuousClock().measure(body) }
