import LoadTestingMacrosFree
import Testing

@testable import LoadTestingCore

@Suite struct JTLTextTests {
    private let names = SampleNames(
        rows: [
            SampleRow(label: "GET /a"), SampleRow(label: "odd, \"one\""),
            SampleRow(label: "both\nlines", kind: .transaction),
        ])
    private let plan = JTLNames(
        startNanoseconds: 1_700_000_000_123_456_789, groups: ["Thread Group", "a, b"],
        firstUsers: [0, 10], urls: ["http://h/a?x=1", ""])

    private func batch(
        _ samples: [Sample], loop: Int = 0, texts: SampleTexts = SampleTexts()
    ) -> SampleStream.Batch {
        SampleStream.Batch(
            loop: loop, second: 0, samples: samples, texts: texts, lost: 0, names: names)
    }

    private func text(_ batches: SampleStream.Batch..., as format: JTLFormat = .csv) -> String {
        var text = JTLText(format, plan)
        return batches.map { String(decoding: text.text(of: $0), as: UTF8.self) }.joined()
    }

    private var request: Sample {
        var sample = Sample.made(
            due: 1_000, start: 1_001, end: 1_013, received: 150, sent: 80,
            times: ExchangeTimes(
                lookup: 1_000_000, connect: 2_000_000, tls: 3_400_000, send: 100_000,
                wait: 4_000_000, receive: 1_000_000, exchange: 5_100_000))
        sample.request = 0
        (sample.groupUsers, sample.allUsers) = (4, 7)
        return sample
    }

    @Test func `a row has JMeter's columns: service time, and times to connect and first byte`() {
        #expect(
            text(batch([request]))
                == "1700000001124,12,GET /a,200,OK,Thread Group 1-1,text,true,,150,80,4,7,"
                + "http://h/a?x=1,11,0,6\n")
    }

    @Test func `the head names the columns, and only XML has an end`() {
        #expect(String(decoding: JTLText(.csv, plan).head, as: UTF8.self).hasSuffix(",Connect\n"))
        #expect(JTLText(.csv, plan).tail.isEmpty)
        #expect(String(decoding: JTLText(.xml, plan).tail, as: UTF8.self) == "</testResults>\n")
    }

    @Test func `a request without an answer has JMeter's words for it, and no URL is null`() {
        var sample = Sample.made(end: 3, status: 0, cause: .connect)
        sample.group = 1
        sample.user = 12
        sample.label = 1
        #expect(
            text(batch([sample]))
                == "1700000000123,3,\"odd, \"\"one\"\"\",Non HTTP response code: connect,"
                + "Non HTTP response message: connect,\"a, b 1-3\",,false,,0,0,0,0,null,0,0,0\n")
    }

    @Test(arguments: [
        (Int16(503), FailureCause.http(status: 503), "503,Service Unavailable", ""),
        (200, .truncated, "200,OK", "truncated"), (299, .reset, "299,", "reset"),
    ])
    func `a failure is told where the status does not tell it`(
        status: Int16, cause: FailureCause, code: String, failure: String
    ) {
        let row = text(batch([.made(end: 3, status: status, cause: cause)]))
        #expect(row.contains(",\(code),Thread Group 1-1,text,false,\(failure),0,"), "\(row)")
    }

    @Test func `a named cause is told`() {
        let cause = FailureCause.check("body has \"x\", y")
        var sample = Sample.made(end: 3)
        sample.cause = names.code(of: cause)
        #expect(text(batch([sample])).contains(",false,\"check(body has \"\"x\"\", y)\","))
    }

    @Test func `a transaction has the message by which JMeter's tools know it`() {
        var sample = Sample.made(label: 2, end: 3, status: 0, cause: .transaction)
        (sample.parts, sample.failedParts) = (3, 1)
        #expect(
            text(batch([sample])).contains(
                #"both\u{a}lines,,"Number of samples in transaction : 3, number of failing samples"#
                    + #" : 1","#))
    }

    @Test func `users of several loops are added up, each as of its latest sample`() {
        let other = request
        let rows = text(batch([request]), batch([other], loop: 1), batch([request]))
        #expect(rows.split(separator: "\n").map { $0.contains(",4,7,") } == [true, false, false])
        #expect(rows.split(separator: "\n").map { $0.contains(",8,14,") } == [false, true, true])
    }

    @Test func `a URL that was made while the load ran is shown without secrets`() {
        var texts = SampleTexts()
        _ = texts.append("http://h/other")
        var sample = request
        sample.request = 1
        sample.url = texts.append("http://me:word@h/a?api_key=k-1&page=2")
        let row = text(batch([sample], texts: texts))
        #expect(row.contains(",http://…@h/a?api_key=…&page=2,"), "\(row)")
    }

    @Test func `XML has elements with JMeter's attributes, and escapes what it holds`() {
        var failed = Sample.made(label: 1, end: 3, status: 200, cause: .truncated)
        failed.request = 1
        #expect(
            text(batch([request, failed]), as: .xml) == """
                <httpSample t="12" it="0" lt="11" ct="6" ts="1700000001124" s="true" lb="GET /a" \
                rc="200" rm="OK" tn="Thread Group 1-1" dt="text" by="150" sby="80" ng="4" na="7">
                  <java.net.URL>http://h/a?x=1</java.net.URL>
                </httpSample>
                <httpSample t="3" it="0" lt="0" ct="0" ts="1700000000123" s="false" \
                lb="odd, &quot;one&quot;" rc="200" rm="OK" tn="Thread Group 1-1" dt="text" by="0" \
                sby="0" ng="0" na="0">
                  <assertionResult><name>check</name><failure>true</failure><error>false</error>\
                <failureMessage>truncated</failureMessage></assertionResult>
                </httpSample>

                """)
    }

    @Test(arguments: [0, 7, 10, 1_234_567_890_123, Int64.max, -5, Int64.min])
    func `numbers are written digit by digit`(number: Int64) {
        var text: [UInt8] = Array("x".utf8)
        text.append(number, before: ";")
        #expect(String(decoding: text, as: UTF8.self) == "x\(number);")
    }
}
