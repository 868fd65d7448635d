import Foundation
import Testing

@testable import LoadTestingCore

@Suite struct HdrLogTextTests {
    private let text = HdrLogText(startNanoseconds: 1_700_000_000_045_000_000)

    @Test func `the head has the version, the start in seconds, and the columns`() {
        #expect(text.head.contains("#[Histogram log format version 1.3]\n"))
        #expect(text.head.contains("#[StartTime: 1700000000.045 (seconds since epoch)]\n"))
        #expect(text.head.hasSuffix("Interval_Compressed_Histogram\"\n"))
    }

    @Test func `a label has a line for successes and one for failures, and a tag without blanks`()
        throws
    {
        let labels = PackedLabels([
            .made(ok: [(2, 1.5)], failed: [(1, .reset)]), LabelSnapshot(), .made(ok: [(1, 12.25)]),
        ])
        let lines = text.lines(of: labels, names: ["GET /a, b", "unused", "c"], second: 7)
            .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        #expect(
            lines.map { $0.prefix(4).joined(separator: ",") } == [
                "Tag=GET_/a__b,7.000,1.000,1.500", "Tag=GET_/a__b_(failed),7.000,1.000,1.000",
                "Tag=c,7.000,1.000,12.250",
            ])
        // The cookie of version 2, compressed.
        for line in lines { #expect(line.count == 5 && line[4].hasPrefix("HISTFAAAA")) }
        #expect(try #require(Data(base64Encoded: lines[0][4])).count > 40)
    }
}
