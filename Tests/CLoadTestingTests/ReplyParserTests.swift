import CLoadTesting
import Testing

@Suite struct ReplyParserTests {
    /// A whole reply, its body, and what comes behind it.
    struct Whole: CustomTestStringConvertible {
        var text: String
        var status: Int
        var body: String
        var isAnswerToHead: Bool
        var closes: Bool

        init(
            _ text: String, _ status: Int = 200, _ body: String = "", isAnswerToHead: Bool = false,
            closes: Bool = false
        ) {
            self.text = text
            self.status = status
            self.body = body
            self.isAnswerToHead = isAnswerToHead
            self.closes = closes
        }

        var testDescription: String { text.debugDescription }
    }

    static let ok = "HTTP/1.1 200 OK\r\n"
    static let chunked = ok + "Transfer-Encoding: chunked\r\n\r\n"

    static let whole = [
        Whole(ok + "Content-Length: 5\r\n\r\nhello", 200, "hello"),
        Whole(ok + "content-length:5\r\n\r\nhello", 200, "hello"),
        Whole(ok + "Content-Length: 5, 5\r\nContent-Length: 05\r\n\r\nhello", 200, "hello"),
        Whole(ok + "Content-Length: 0\r\n\r\n"),
        Whole("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n"),
        Whole("HTTP/1.1 404 \r\nContent-Length: 0\r\n\r\n", 404),
        Whole("HTTP/1.1 999 \t\u{e9}\r\nContent-Length: 0\r\n\r\n", 999),
        Whole("HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok"),
        // A chunk's size, its extensions, and the fields behind the last one.
        Whole(chunked + "5\r\nhello\r\n00A\r\n, you all!\r\n0\r\n\r\n", 200, "hello, you all!"),
        Whole(chunked + "2;a;b=c;d=\"e\\\";f\"\r\nok\r\n0;a\r\n\r\n", 200, "ok"),
        Whole(chunked + "2\r\nok\r\n0\r\nX: y\r\n z\r\nContent-Length: 9\r\n\r\n", 200, "ok"),
        Whole(ok + "transfer-encoding: \tCHUNKED \r\n\r\n0\r\n\r\n"),
        // A folded line belongs to the field before.
        Whole(ok + "X: Content-Length:\r\n 9\r\n \r\nContent-Length: 2\r\n\r\nok", 200, "ok"),
        // No body, whatever the head says.
        Whole(ok + "Content-Length: 5\r\n\r\n", isAnswerToHead: true),
        Whole(ok + "Transfer-Encoding: chunked\r\n\r\n", isAnswerToHead: true),
        Whole(ok + "\r\n", isAnswerToHead: true),
        Whole("HTTP/1.1 204 Empty\r\n\r\n", 204),
        Whole("HTTP/1.1 204 Empty\r\nContent-Length: 0\r\n\r\n", 204),
        Whole("HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n", 304),
        // Interim replies, whose fields do not count.
        Whole("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 Empty\r\n\r\n", 204),
        Whole(
            "HTTP/1.1 103 Hints\r\nContent-Length: 9\r\nConnection: close\r\n\r\n"
                + "HTTP/1.1 102 Wait\r\n\r\n" + ok + "Content-Length: 2\r\n\r\nok", 200, "ok"),
        // The connection ends, or can't be trusted.
        Whole(ok + "Connection : close\r\nX\t: y\r\nContent-Length: 0\r\n\r\n", closes: true),
        Whole(ok + "Connection: x , Close\r\nContent-Length: 0\r\n\r\n", closes: true),
        Whole("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", closes: true),
        Whole("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n"),
        Whole(
            "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\n", closes: true),
        Whole(
            ok + "Content-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200,
            "ok", closes: true),
        Whole("HTTP/1.1 204 Empty\r\nContent-Length: 5\r\n\r\n", 204, closes: true),
        Whole("HTTP/1.1 204 Empty\r\nTransfer-Encoding: chunked\r\n\r\n", 204, closes: true),
    ]

    static let pieces = [Int.max, 7, 1]

    @Test(arguments: whole, pieces) func wholeReplyEndsWhereItsHeadSays(
        _ whole: Whole, _ piece: Int
    ) {
        let next = whole.isAnswerToHead || whole.status == 204 ? "hello" : "HTTP/1.1 500 No\r\n"
        let reply = ParsedReply(
            whole.text + next, isAnswerToHead: whole.isAnswerToHead, piece: piece)
        #expect(reply.isComplete && reply.status == whole.status && reply.text == whole.body)
        #expect(reply.consumed == whole.text.utf8.count)
        #expect(reply.closes == whole.closes)
    }

    @Test(arguments: whole) func partOfAReplyIsNeitherCompleteNorBroken(_ whole: Whole) {
        let bytes = Array(whole.text.utf8)
        for count in 0..<bytes.count {
            let reply = ParsedReply(
                Array(bytes.prefix(count)), isAnswerToHead: whole.isAnswerToHead)
            reply.close()
            #expect(!reply.isComplete && !reply.isBroken, "\(count) bytes")
            #expect(reply.isAwaited == (count == 0))
        }
    }

    @Test(arguments: pieces) func closeEndsABodyWithoutALength(_ piece: Int) {
        let reply = ParsedReply(Self.ok + "\r\nhello\r\n0\r\n\r\n", piece: piece)
        #expect(!reply.isComplete && !reply.isBroken && reply.closes)
        reply.close()
        #expect(reply.isComplete && reply.text == "hello\r\n0\r\n\r\n")
    }

    @Test(arguments: pieces) func linesComeWholeAndWithTheirEnds(_ piece: Int) {
        let head = ["HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\n", "\r\n"]
        let trailer = ["X: y\r\n", "\r\n"]
        let text = head.joined() + "2\r\nok\r\n0\r\n" + trailer.joined()
        #expect(ParsedReply(text, piece: piece).lines == head + trailer)
    }

    @Test(arguments: pieces) func refusedLineBreaksTheReply(_ piece: Int) {
        let bytes = Array((Self.chunked + "0\r\nX: y\r\n\r\n").utf8)
        for line in 0..<5 {
            let reply = ParsedReply(bytes, piece: piece, refusedLine: line)
            #expect(reply.fault == CLT_REPLY_REFUSED && reply.lines.count == line)
        }
        #expect(ParsedReply(bytes, piece: piece, refusedLine: 5).isComplete)
    }

    @Test(arguments: pieces) func connectionHasOneReplyAfterAnother(_ piece: Int) {
        let reply = ParsedReply(Self.chunked + "2\r\nok\r\n0\r\n\r\n", piece: piece)
        for whole in Self.whole where !whole.isAnswerToHead {
            reply.begin()
            #expect(reply.isAwaited)
            reply.feed(Array(whole.text.utf8), piece: piece)
            #expect(reply.isComplete && reply.text == whole.body, "\(whole.text.debugDescription)")
            #expect(reply.closes == whole.closes)
        }
    }
}
