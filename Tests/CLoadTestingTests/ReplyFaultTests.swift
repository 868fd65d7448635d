import CLoadTesting
import Testing

/// Replies that are none, and how soon that is seen.
@Suite struct ReplyFaultTests {
    private static let ok = ReplyParserTests.ok
    private static let chunked = ReplyParserTests.chunked

    static let statusLines = [
        "HTTP/1.2 200 OK", "HTTP/2 200", "HTTP/1.1  200 OK", "HTTP/1.1\t200 OK", "http/1.1 200 OK",
        "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 099 OK", "HTTP/1.1 -20 OK", "HTTP/1.1 20x",
        "HTTP/1.1 200\tOK", "HTTP/1.1 200OK", "HTTP/1.1 200 O\rK", "HTTP/1.1 200 O\0K",
        "HTTP/1.1 200 O\u{7f}K", "HTTP/1.1", "ICY 200 OK", " HTTP/1.1 200 OK",
        "\r\nHTTP/1.1 200 OK", "\nHTTP/1.1 200 OK", "", "HTTP/1.1 101 Switching\r\n",
        "HTTP/1.1 199 Odd\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nSSH-2.0",
    ]

    static let fields = [
        "X", ":", ": y", "X y", "X\u{e9}: y", "X(a): y", "X: a\rb", "X: a\0b",
        "X: a\u{7f}b", "X: a\r", "\rX: y", "X: y\r\n \u{1}", " X: y", "Content-Length : 5",
        "Transfer-Encoding\t:chunked",
        // No line continues a field that says where the reply ends.
        "Content-Length: 5\r\n ", "Content-Length: 5\r\n 5", "Transfer-Encoding: chunked\r\n ,gzip",
        "Transfer-Encoding:\r\n chunked", "Connection: close\r\n ,x",
    ]

    static let lengths = [
        "Content-Length:", "Content-Length: -1", "Content-Length: +5", "Content-Length: 0x5",
        "Content-Length: 5 5", "Content-Length: 5,6", "Content-Length: 5\r\nContent-Length: 6",
        "Content-Length: 9223372036854775808", "Transfer-Encoding: chunked\r\nContent-Length: x",
    ]

    static let codings = [
        "", "gzip", "identity", "gzip, chunked", "chunked, gzip", "\r\nX: y", " \t",
        "chunked, chunked", "chunked,",
        ",chunked", "xchunked", "chunked;a=b", "\"chunked\"",
        "chunked\r\nTransfer-Encoding: chunked", "identity\r\nTransfer-Encoding: chunked",
    ]

    static let chunks = [
        "\r\n", "x\r\n", "-2\r\n", "+2\r\n", "0x2\r\n", " 2\r\n", "2 \r\n", "2\n", "2,a\r\n",
        "8000000000000000\r\n", "10000000000000000\r\n", "2\rok\r\n", "2;\r\n", "2;;\r\n",
        "2;a=\r\n", "2; a\r\n", "2 ;a\r\n", "2;a b\r\n", "2;=b\r\n", "2;a=\"b\r\n",
        "2;a=\"\\\"\r\n",
        "2;a=\"b\"c\r\n", "2;\u{e9}\r\n", "2;a=\0\r\n", "2\r\nokx\r\n", "2\r\nok\n",
        "2\r\nok\r\r\n", "2\r\nok0\r\n\r\n",
    ]

    private static func all() -> [(String, clt_reply_fault)] {
        statusLines.map { ($0 + "\r\n\r\n", CLT_REPLY_STATUS_LINE) }
            + fields.map { (ok + $0 + "\r\n\r\n", CLT_REPLY_FIELD) }
            + lengths.map { (ok + $0 + "\r\n\r\n", CLT_REPLY_LENGTH) }
            + codings.map {
                (ok + "Transfer-Encoding: \($0)\r\n\r\n", CLT_REPLY_TRANSFER_CODING)
            } + chunks.map { (chunked + $0, CLT_REPLY_CHUNK) }
            + ["X", " X: y", "X: a\0b", "X: y\r\n \u{1}"].map {
                (chunked + "0\r\n" + $0 + "\r\n\r\n", CLT_REPLY_FIELD)
            }
    }

    @Test(arguments: ReplyParserTests.pieces) func brokenRepliesHaveAFault(_ piece: Int) {
        for (text, fault) in Self.all() {
            let reply = ParsedReply(text, piece: piece)
            #expect(reply.isBroken && reply.fault == fault, "\(text.debugDescription)")
            reply.close()
            let consumed = reply.consumed
            reply.feed(Array(Self.ok.utf8))
            #expect(!reply.isComplete && reply.consumed == consumed)
        }
    }

    @Test func everyFaultHasWordsOfItsOwn() {
        let faults = [
            CLT_REPLY_STATUS_LINE, CLT_REPLY_FIELD, CLT_REPLY_LONG_LINE, CLT_REPLY_LONG_HEAD,
            CLT_REPLY_LONG_TRAILER, CLT_REPLY_LENGTH, CLT_REPLY_TRANSFER_CODING, CLT_REPLY_CHUNK,
        ]
        let texts = Set(faults.map { String(cString: clt_reply_fault_text($0)) })
        #expect(texts.count == faults.count && !texts.contains(""))
    }

    /// A server that waits after such bytes must not take the whole time-out.
    @Test(arguments: [
        "S", "HTTP/2", "\r", " ", chunked + "x", chunked + "\r", chunked + "2\r\nokx",
    ])
    func bytesThatCanBeginNothingAreSeenAtOnce(_ text: String) {
        #expect(ParsedReply(text).isBroken)
        #expect(ParsedReply(text, piece: 1).isBroken)
    }

    // MARK: - Limits

    private static func line(_ count: Int, _ end: String = "\r\n") -> String {
        "X: " + String(repeating: "y", count: count - 3 - end.utf8.count) + end
    }

    /// Text of a number of bytes that count, and the maximum of these.
    private struct Limit {
        var name: String
        var count: Int
        var fault: clt_reply_fault
        var text: @Sendable (Int) -> String

        init(
            _ name: String, _ count: Int, _ fault: clt_reply_fault,
            _ text: @escaping @Sendable (Int) -> String
        ) {
            self.name = name
            self.count = count
            self.fault = fault
            self.text = text
        }
    }

    private static let limits = [
        Limit("status line", CLT_LINE_BYTES, CLT_REPLY_LONG_LINE) {
            "HTTP/1.1 200 " + String(repeating: "y", count: $0 - 15) + "\r\n"
        },
        Limit("line", CLT_LINE_BYTES, CLT_REPLY_LONG_LINE) { ok + line($0) },
        Limit("head", CLT_HEAD_BYTES, CLT_REPLY_LONG_HEAD) {
            let lines = ok + String(repeating: line(100_000), count: 3)
            return lines + line($0 - lines.utf8.count - 2) + "\r\n"
        },
        Limit("trailer", CLT_TRAILER_BYTES, CLT_REPLY_LONG_TRAILER) {
            chunked + "0\r\n" + line($0)
        },
        Limit("trailers", CLT_HEAD_BYTES, CLT_REPLY_LONG_HEAD) {
            let rest = $0 - chunked.utf8.count
            let lines = String(repeating: line(4_000), count: rest / 4_000)
            return chunked + "0\r\n" + lines + line(rest % 4_000)
        },
        Limit("extension", CLT_TRAILER_BYTES, CLT_REPLY_CHUNK) {
            chunked + "2;" + String(repeating: "y", count: $0 - 4) + "\r\n"
        },
    ]

    @Test(arguments: [Int.max, 1_000, 1]) func longLinesAreRefusedAtTheirLimit(_ piece: Int) {
        for limit in Self.limits {
            let most = ParsedReply(limit.text(limit.count), piece: piece)
            #expect(!most.isBroken, "\(limit.name)")
            let more = ParsedReply(limit.text(limit.count + 1), piece: piece)
            #expect(more.isBroken && more.fault == limit.fault, "\(limit.name)")
            #expect(max(most.lineMemory, more.lineMemory) <= 2 * CLT_LINE_BYTES)
        }
    }

    @Test func lineWithoutAnEndTakesNoMoreMemoryThanItsLimit() {
        let reply = ParsedReply(Self.ok + "X: ")
        for _ in 0..<100 where !reply.isBroken { reply.feed([UInt8](repeating: 121, count: 4_096)) }
        #expect(reply.fault == CLT_REPLY_LONG_LINE)
        #expect(reply.lineMemory <= 2 * CLT_LINE_BYTES)
    }
}
