import CLoadTesting

/// The outcome of parsing the bytes of a connection, and the parts handed over.
final class ParsedReply {
    private(set) var lines: [String] = []
    private(set) var body: [UInt8] = []
    /// The bytes that belong to the reply.
    private(set) var consumed = 0

    private var parser = clt_reply_parser()
    private let refusedLine: Int?

    /// Parses bytes.
    ///
    /// - Parameters:
    ///   - piece: the bytes that come at a time; by default all.
    ///   - refusedLine: the index of the line that the receiver refuses.
    init(
        _ bytes: [UInt8], isAnswerToHead: Bool = false, piece: Int = .max, refusedLine: Int? = nil
    ) {
        self.refusedLine = refusedLine
        clt_reply_begin(&parser, isAnswerToHead)
        feed(bytes, piece: piece)
    }

    convenience init(_ text: String, isAnswerToHead: Bool = false, piece: Int = .max) {
        self.init(Array(text.utf8), isAnswerToHead: isAnswerToHead, piece: piece)
    }

    deinit { clt_reply_free(&parser) }

    var status: Int { Int(parser.status) }
    var fault: clt_reply_fault { parser.fault }
    var isComplete: Bool { clt_reply_is_complete(&parser) }
    var isBroken: Bool { clt_reply_is_broken(&parser) }
    var isAwaited: Bool { clt_reply_is_awaited(&parser) }
    var closes: Bool { parser.closes }
    var text: String { String(decoding: body, as: UTF8.self) }
    /// The memory for a line in pieces.
    var lineMemory: Int { parser.line.capacity }

    /// Begins the next reply of the connection.
    func begin() {
        clt_reply_begin(&parser, false)
        lines = []
        body = []
        consumed = 0
    }

    /// Tells the parser of the connection's end.
    func close() { clt_reply_end(&parser) }

    func feed(_ bytes: [UInt8], piece: Int = .max) {
        var receiver = clt_reply_receiver(
            take_line: { context, line, length in
                ParsedReply.of(context).take(line: line, length)
            },
            take_body: { context, bytes, count in
                ParsedReply.of(context).body.append(
                    contentsOf: UnsafeBufferPointer(start: bytes, count: count))
                return true
            }, context: Unmanaged.passUnretained(self).toOpaque())
        var rest = bytes[...]
        while !rest.isEmpty {
            // Memory of its own, so that a sanitizer sees what is read behind a piece.
            let given = Array(rest.prefix(piece))
            let taken = clt_reply_feed(&parser, given, given.count, &receiver)
            consumed += taken
            guard taken == given.count else { return }
            rest = rest.dropFirst(taken)
        }
    }

    private func take(line: UnsafePointer<CChar>, _ length: Int) -> Bool {
        guard lines.count != refusedLine else { return false }
        let bytes = UnsafeRawBufferPointer(start: line, count: length)
        lines.append(String(decoding: bytes, as: UTF8.self))
        return true
    }

    private static func of(_ context: UnsafeMutableRawPointer) -> ParsedReply {
        Unmanaged.fromOpaque(context).takeUnretainedValue()
    }
}
