import CLoadTesting

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
    /// The bytes that a buffer holds.
    init(_ buffer: clt_buffer) {
        self.init(UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
    }
}
