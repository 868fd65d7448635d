import CLoadTestingSystem
import Foundation

/// One attempt to reach a port of 127.0.0.1, and perhaps to get an answer from it.
///
/// It never waits: its owner asks again.
final class LoopbackAttempt {
    /// The stages of an attempt.
    enum Stage: Equatable {
        case connecting
        case refused
        /// Connected; an answer, if there is to be one, has not come yet.
        case connected
        case answered(status: Int)
        /// The connection ended, or the answer is no HTTP.
        case noHTTP
    }

    private let socket: Int32
    private var request: ArraySlice<UInt8>
    private var reply: [UInt8] = []
    private var isConnected = false

    /// Whether the request may be sent as soon as there is a connection.
    var mayAsk = true

    /// - Parameters:
    ///   - path: the path to ask for; `nil` connects only.
    ///   - staysOpen: whether the connection is to stay open after the answer.
    init(port: Int, path: String?, staysOpen: Bool = false) {
        socket = clt_loopback_connect(UInt16(port))
        let end = staysOpen ? "" : "Connection: close\r\n"
        let text = path.map {
            "GET \($0) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nUser-Agent: LoadTesting\r\n"
                + "Accept: */*\r\n\(end)\r\n"
        }
        request = Array((text ?? "").utf8)[...]
    }

    deinit { if socket >= 0 { close(socket) } }

    /// The port of its own end.
    var port: Int { Int(clt_loopback_port(socket)) }

    /// Proceeds as far as it can without waiting.
    func proceed() -> Stage {
        if !isConnected {
            guard socket >= 0 else { return .refused }
            let state = clt_loopback_state(socket)
            guard state > 0 else { return state == 0 ? .connecting : .refused }
            isConnected = true
        }
        guard mayAsk else { return .connected }
        guard send() else { return .noHTTP }
        return receive()
    }

    private func send() -> Bool {
        while !request.isEmpty {
            let count = request.withUnsafeBytes {
                $0.baseAddress.map { clt_loopback_send(socket, $0, request.count) } ?? 0
            }
            if count < 0 { return false }
            if count == 0 { return true }
            request = request.dropFirst(count)
        }
        return true
    }

    private func receive() -> Stage {
        var bytes = [UInt8](repeating: 0, count: 512)
        // `HTTP/1.1 200`: the rest is of no interest.
        while reply.count < 12 {
            let count = clt_loopback_receive(socket, &bytes, bytes.count)
            if count == 0 { return .connected }
            if count < 0 { return .noHTTP }
            reply += bytes.prefix(count)
        }
        let line = String(decoding: reply.prefix(12), as: UTF8.self)
        guard line.hasPrefix("HTTP/1."), let status = Int(line.suffix(3)) else { return .noHTTP }
        return .answered(status: status)
    }
}
