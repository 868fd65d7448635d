import CLoadTestingSystem
import Foundation

/// A connection of somebody who asks for a page, closed with its last reference.
///
/// Belongs to one thread.
final class PageConnection: Sendable {
    private let descriptor: Int32

    private static let maxHead = 16_384
    private static let milliseconds: Int32 = 2_000

    init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    /// The head of the request; `nil` where none comes in time.
    func head() -> String? {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4_096)
        let end = clt_monotonic_nanoseconds() + Int64(Self.milliseconds) * 1_000_000
        while bytes.count < Self.maxHead {
            let left = Int32((end - clt_monotonic_nanoseconds()) / 1_000_000)
            guard left > 0 else { return nil }
            let count = clt_sender_receive(descriptor, &part, part.count, left)
            guard count > 0 else { return nil }
            bytes += part[..<count]
            if let found = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                return String(decoding: bytes[..<found.lowerBound], as: UTF8.self)
            }
        }
        return nil
    }

    /// Sends a text; false when the reader is gone, or takes nothing for 2 s.
    @discardableResult func send(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.isEmpty
            || clt_sender_send(descriptor, bytes, bytes.count, Self.milliseconds) == 0
    }

    /// Sends a whole answer.
    func answer(_ body: String, type: String, fields: [String] = []) {
        send(Self.head("200 OK", type: type, length: body.utf8.count, fields: fields) + body)
    }

    /// Sends an answer without a page.
    func refuse(_ status: String, field: String? = nil) {
        let body = "\(status)\n"
        send(
            Self.head(
                status, type: "text/plain; charset=utf-8", length: body.utf8.count,
                fields: field.map { [$0] } ?? []) + body)
    }

    /// The head of an answer; without a length it goes on until the connection is closed.
    static func head(
        _ status: String, type: String, length: Int? = nil, fields: [String] = []
    ) -> String {
        let all =
            ["HTTP/1.1 \(status)", "Content-Type: \(type)"]
            + (length.map { ["Content-Length: \($0)"] } ?? []) + [
                "Connection: close", "Cache-Control: no-store", "X-Content-Type-Options: nosniff",
            ] + fields
        return all.joined(separator: "\r\n") + "\r\n\r\n"
    }
}
