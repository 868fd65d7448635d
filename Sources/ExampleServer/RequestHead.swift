import NIOCore

/// The parts of a request that the server needs.
struct RequestHead {
    /// The requested resource.
    enum Route {
        case health
        case fast
        case count
        case unknown
        case malformed
    }

    private(set) var route = Route.unknown
    private(set) var keepsAlive = true
    private var bodyLength = 0

    /// The maximum bytes of a request.
    private static let limit = 1 << 20

    /// Takes the next whole request out of a buffer, or is nil while bytes are missing.
    init?(consuming buffer: inout ByteBuffer) {
        let headLength = buffer.withUnsafeReadableBytes { read($0) }
        if let headLength, buffer.readableBytes >= headLength + bodyLength {
            buffer.moveReaderIndex(forwardBy: headLength + bodyLength)
        } else if buffer.readableBytes > Self.limit {
            buffer.clear()
            reject()
        } else {
            return nil
        }
    }

    /// Reads line by line; the length up to and with the empty line, or nil without one.
    private mutating func read(_ bytes: UnsafeRawBufferPointer) -> Int? {
        var rest = bytes[...]
        while let line = HeadLine(consuming: &rest) {
            if line.isEmpty { return rest.startIndex }
            if line.start == bytes.baseAddress {
                readRequestLine(line)
            } else {
                readField(line)
            }
        }
        return nil
    }

    private mutating func readRequestLine(_ line: HeadLine) {
        if !line.ends(with: "HTTP/1.1") { keepsAlive = false }
        if line.begins(with: "HEAD ") { reject() }
        if line.begins(with: "GET /health", before: " ?") { route = .health }
        if line.begins(with: "GET /fast", before: " ?") { route = .fast }
        if line.begins(with: "GET /count", before: " ?") { route = .count }
    }

    private mutating func readField(_ line: HeadLine) {
        switch line.initial {
        case "C":
            if line.begins(with: "Connection: close") { keepsAlive = false }
            bodyLength = line.number(after: "Content-Length:") ?? bodyLength
        case "T":
            if line.begins(with: "Transfer-Encoding:") { reject() }
        default: break
        }
    }

    private mutating func reject() {
        (route, keepsAlive) = (.malformed, false)
    }
}
