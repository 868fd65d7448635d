import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree

/// Sends batches of lines to a port: over a kept TCP connection, or as datagrams.
final class SocketSender: BackendSender {
    private let address: BackendAddress
    private let isDatagram: Bool
    private var descriptor: Int32 = -1

    /// Counters that arrive twice count twice.
    var mayRepeat: Bool { !isDatagram }

    /// The largest datagram: Ethernet's packets hold it with the heads of IPv6 and of tunnels.
    static let maxDatagram = 1_432

    init(_ address: BackendAddress, isDatagram: Bool) {
        self.address = address
        self.isDatagram = isDatagram
    }

    deinit { close() }

    func send(_ batch: [UInt8], milliseconds: Int) -> String? {
        // Bytes for a connection that the peer has ended are lost without an error.
        if !isDatagram, descriptor >= 0, clt_sender_is_closed(descriptor) { close() }
        if descriptor < 0, let problem = open(milliseconds) { return problem }
        for part in isDatagram ? Self.datagrams(batch) : [batch[...]] {
            let error = part.withUnsafeBytes {
                $0.baseAddress.map {
                    clt_sender_send(descriptor, $0, part.count, Int32(milliseconds))
                } ?? 0
            }
            if error != 0 {
                close()
                return Self.text(error)
            }
        }
        return nil
    }

    func close() {
        if descriptor >= 0 { Foundation.close(descriptor) }
        descriptor = -1
    }

    private func open(_ milliseconds: Int) -> String? {
        var error: Int32 = 0
        var isUnresolved = false
        descriptor = clt_sender_open(
            address.host, Int32(address.port), isDatagram, Int32(milliseconds), &error,
            &isUnresolved)
        guard descriptor < 0 else { return nil }
        return isUnresolved
            ? String(cString: clt_resolve_message(error)).loweredFirst : Self.text(error)
    }

    private static func text(_ error: Int32) -> String {
        error == Int32(CLT_SENDER_TIMEOUT)
            ? "it took too long" : String(cString: strerror(error)).loweredFirst
    }

    /// Whole lines in parts that fit into a datagram; a longer line is left out.
    static func datagrams(_ batch: [UInt8]) -> [ArraySlice<UInt8>] {
        var parts: [ArraySlice<UInt8>] = []
        var (start, end) = (0, 0)
        while end < batch.count {
            let newline = batch[end...].firstIndex(of: UInt8(ascii: "\n"))
            let next = newline.map { $0 + 1 } ?? batch.count
            if next - end > maxDatagram {
                if end > start { parts.append(batch[start..<end]) }
                start = next
            } else if next - start > maxDatagram {
                parts.append(batch[start..<end])
                start = end
            }
            end = next
        }
        return end > start ? parts + [batch[start..<end]] : parts
    }
}
