/// Cuts the bytes of a connection into requests; it reads nothing itself.
struct RequestParser {
    private var buffer: [UInt8] = []
    private var head: [String] = []
    private var body: [UInt8] = []
    private var framing = Framing.none

    /// The part to be read next.
    private enum Framing {
        /// A request line and header lines.
        case none

        /// This many bytes of body.
        case length(Int)

        /// The size line of a chunk.
        case chunkSize

        /// This many bytes of a chunk and its line end.
        case chunk(Int)

        /// The lines after the last chunk.
        case trailer
    }

    /// Appends bytes that were received.
    mutating func append(_ bytes: ArraySlice<UInt8>) {
        buffer += bytes
    }

    /// The next complete request, or nil when more bytes are needed.
    mutating func next() -> (head: [String], body: [UInt8])? {
        while let isComplete = step() {
            guard isComplete else { continue }
            defer { (head, body, framing) = ([], [], .none) }
            return (head, body)
        }
        return nil
    }

    /// Consumes one piece: whether the request is now complete, or nil when bytes are missing.
    private mutating func step() -> Bool? {
        switch framing {
        case .none: startRequest()
        case .length(let count): takeBody(count, lineEnd: 0)
        case .chunkSize: startChunk()
        case .chunk(let count): takeBody(count, lineEnd: 2)
        case .trailer: takeLine().map(\.isEmpty)
        }
    }

    private mutating func startRequest() -> Bool? {
        guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
        let text = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        buffer.removeSubrange(..<end.upperBound)
        head = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
        let length = head.values(of: "Content-Length").first.flatMap(Int.init) ?? 0
        let isChunked = head.values(of: "Transfer-Encoding").contains { $0.hasSuffix("chunked") }
        framing = isChunked ? .chunkSize : .length(length)
        return !isChunked && length == 0
    }

    private mutating func startChunk() -> Bool? {
        guard let line = takeLine() else { return nil }
        let size = Int(line.prefix { $0.isHexDigit }, radix: 16) ?? 0
        framing = size == 0 ? .trailer : .chunk(size)
        return false
    }

    private mutating func takeBody(_ count: Int, lineEnd: Int) -> Bool? {
        guard buffer.count >= count + lineEnd else { return nil }
        body += buffer[..<count]
        buffer.removeSubrange(..<(count + lineEnd))
        framing = .chunkSize
        return lineEnd == 0
    }

    private mutating func takeLine() -> String? {
        guard let end = buffer.firstRange(of: Array("\r\n".utf8)) else { return nil }
        defer { buffer.removeSubrange(..<end.upperBound) }
        return String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
    }
}
