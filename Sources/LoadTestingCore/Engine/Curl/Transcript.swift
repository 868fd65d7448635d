import CLoadTesting

/// The bytes of an exchange, for people who want to see them.
///
/// Secrets are in it as they were sent.
struct Transcript: Equatable {
    /// Heads of all rounds of the exchange: redirects, digest, a re-send.
    var requestHead: [UInt8] = []
    /// Bodies of all rounds.
    var requestBody: [UInt8] = []
    /// Heads of all replies, 100 Continue and redirects among them.
    var replyHead: [UInt8] = []
    /// The body of the last reply after decoding.
    var replyBody: [UInt8] = []
    /// What was left off, such as `reply body: the first 65536 of 70000 bytes`.
    var notes: [String] = []
}

extension Transcript {
    init(_ record: clt_transcript) {
        requestHead = take(record.request_head, "request head")
        requestBody = take(record.request_body, "request body")
        replyHead = take(record.reply_head, "reply head")
        replyBody = take(record.reply_body, "reply body")
    }

    private mutating func take(_ part: clt_transcript_part, _ name: String) -> [UInt8] {
        let bytes = [UInt8](part.kept)
        if Int64(bytes.count) < part.count {
            notes.append("\(name): the first \(bytes.count) of \(part.count) bytes")
        }
        return bytes
    }
}

extension [UInt8] {
    /// What a buffer holds.
    init(_ buffer: clt_buffer) {
        self.init(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }
}
