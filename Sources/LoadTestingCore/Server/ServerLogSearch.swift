/// Searches for a text in a server's output, each byte once.
struct ServerLogSearch {
    private let text: [UInt8]
    private var offset = 0
    /// The end of the read text, in which the searched one may have begun.
    private var rest: ArraySlice<UInt8> = []

    init(for text: String) { self.text = Array(text.utf8) }

    /// Whether the text occurs in the log's output since the last call.
    mutating func isFound(in log: ServerLog) -> Bool {
        while true {
            let bytes = log.bytes(from: offset, atMost: 1 << 16)
            if bytes.isEmpty { return false }
            offset += bytes.count
            let read = rest + bytes
            if read.firstRange(of: text) != nil { return true }
            rest = read.suffix(max(0, text.count - 1))
        }
    }
}
