import CLoadTestingSystem
import Foundation
import Synchronization
import Testing

/// A port of loopback that keeps what comes: of TCP connections, or of datagrams.
final class LineSink: Sendable {
    let port: Int
    private let descriptor: Int32
    private let state = Mutex(State())

    private struct State {
        var parts: [[UInt8]] = []
        var isStopped = false
    }

    /// - Parameter isDatagram: whether it takes datagrams.
    init(isDatagram: Bool = false) throws {
        descriptor = socket(AF_INET, Self.kind(isDatagram), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        try #require(descriptor >= 0 && isBound && (isDatagram || listen(descriptor, 16) == 0))
        port = Int(UInt16(bigEndian: address.sin_port))
        let thread = Thread { [self] in isDatagram ? receive() : accept() }
        thread.start()
    }

    func stop() { state.withLock { $0.isStopped = true } }

    /// Everything received so far: datagrams, or pieces of connections.
    var parts: [[UInt8]] { state.withLock { $0.parts } }

    /// The lines that came so far.
    var lines: [String] {
        String(decoding: parts.flatMap { $0 }, as: UTF8.self).split(separator: "\n")
            .map(String.init)
    }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    private static func kind(_ isDatagram: Bool) -> Int32 {
        #if os(Linux)
            Int32((isDatagram ? SOCK_DGRAM : SOCK_STREAM).rawValue)
        #else
            isDatagram ? SOCK_DGRAM : SOCK_STREAM
        #endif
    }

    private func accept() {
        while !isStopped {
            let connection = clt_sender_accept(descriptor, 50)
            guard connection >= 0 else { continue }
            read(connection)
            close(connection)
        }
        close(descriptor)
    }

    private func receive() {
        read(descriptor)
        close(descriptor)
    }

    private func read(_ descriptor: Int32) {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while !isStopped {
            let count = clt_sender_receive(descriptor, &bytes, bytes.count, 50)
            if count == Int(CLT_SENDER_TIMEOUT) { continue }
            guard count > 0 else { return }
            state.withLock { $0.parts.append(Array(bytes[..<count])) }
        }
    }
}
