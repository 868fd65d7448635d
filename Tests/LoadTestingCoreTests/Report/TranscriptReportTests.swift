import LoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct TranscriptReportTests {
    private func text(
        cause: FailureCause? = nil, reason: String = "", head: String = "", body: String = "",
        reply: String = "", replyBody: [UInt8] = [], filled: [(slot: String, value: String)] = []
    ) -> String {
        var transcript = ExchangeTranscript(
            label: "login", cause: cause, requestHead: Array(head.utf8),
            requestBody: Array(body.utf8), replyHead: Array(reply.utf8), replyBody: replyBody)
        transcript.reason = reason
        transcript.filled = filled
        return TranscriptReport(transcript).text
    }

    @Test func `heads, bodies and captured values stand line by line`() {
        #expect(
            text(
                head: "POST /login?a=1 HTTP/1.1\r\nHost: h\r\n\r\n", body: "{\"user\":\"u\"}",
                reply: "HTTP/1.1 200 OK\r\nX-A: b\r\n\r\n", replyBody: Array("one\ntwo".utf8),
                filled: [(slot: "id", value: "7")]) == """
                    ✓ login
                      > POST /login?a=1 HTTP/1.1
                      > Host: h
                      > {"user":"u"}
                      < HTTP/1.1 200 OK
                      < X-A: b
                      < one
                      < two
                      {id} = 7
                    """)
    }

    @Test func `a failure says why`() {
        #expect(
            text(cause: .check("status 200"), reason: "the status is 404")
                == "✗ login: check(status 200), the status is 404")
    }

    @Test func `secrets are taken out of heads, queries, bodies and slots`() {
        let shown = text(
            head: "GET /a?token=canary1&page=2 HTTP/1.1\r\nAuthorization: Bearer canary2\r\n"
                + "Cookie: s=canary3\r\n\r\n", body: "{\"password\":\"canary4\"}",
            reply: "HTTP/1.1 200 OK\r\nSet-Cookie: s=canary5\r\n\r\n",
            replyBody: Array("{\"token\":\"canary6\",\"n\":1}".utf8),
            filled: [(slot: "token", value: "canary7")])
        #expect(!shown.contains("canary"))
        #expect(shown.contains("page=2") && shown.contains("\"n\":1"))
        #expect(shown.contains("{token} = …"))
    }

    @Test func `a line without a name is looked at, too`() {
        let shown = text(reply: "HTTP/1.1 401 bad token=canary1\r\n http://me:canary2@h/\r\n\r\n")
        #expect(!shown.contains("canary"))
        #expect(shown.contains("HTTP/1.1 401 bad token=…"))
    }

    @Test func `bytes that are no text are counted, controls spelled out`() {
        #expect(text(replyBody: [0xff, 0, 1]).contains("(3 bytes that are no text)"))
        let shown = text(reply: "HTTP/1.1 200 OK\r\nX: a\u{1b}[2J\r\n\r\n")
        #expect(!shown.contains("\u{1b}"))
    }
}
