import Foundation
import LoadTestingMacrosFree
import TestSupport
import Testing

@testable import LoadTestingCore

@Suite struct JTLReaderTests {
    /// The kept columns of a row.
    private struct Kept: Equatable {
        var start: Int64
        var elapsed: Int64
        var label: String
        var succeeded = true
    }

    /// The rows and faults of a file of these bytes.
    private func read(_ bytes: [UInt8]) throws -> (rows: [Kept], skips: JTLSkips) {
        let folder = try TemporaryFolder(["a.jtl": ""])
        try Data(bytes).write(to: folder.url.appending(path: "a.jtl"))
        var reader = try JTLReader(folder.path("a.jtl"))
        var rows: [Kept] = []
        try reader.read { row in
            rows.append(
                Kept(
                    start: row.start, elapsed: row.elapsed, label: row.label.text,
                    succeeded: row.succeeded))
        }
        return (rows, reader.skips)
    }

    private func read(_ text: String) throws -> (rows: [Kept], skips: JTLSkips) {
        try read(Array(text.utf8))
    }

    private func problem(_ text: String) -> Problem? {
        do {
            _ = try read(text)
            return nil
        } catch {
            return error as? Problem
        }
    }

    private let header = "timeStamp,elapsed,label,success\n"
    private let full =
        "1772366400000,12,home,200,OK,readers 1-1,text,true,,512,128,1,1,http://a/,11,0,3"

    @Test func `columns are known by their names, in any order`() throws {
        let read = try read("success,label,URL,elapsed,timeStamp\nfalse,home,http://a,12,1000\n")
        #expect(read.rows == [Kept(start: 1_000, elapsed: 12, label: "home", succeeded: false)])
        #expect(read.skips.count == 0)
    }

    @Test(arguments: [",", "\t", ";", "|", ":", "^"])
    func `the delimiter is guessed from the header`(delimiter: String) throws {
        let text = (header + "1000,12,home,true\n").replacing(",", with: delimiter)
        #expect(try read(text).rows == [Kept(start: 1_000, elapsed: 12, label: "home")])
    }

    @Test(arguments: [",", "\t", ";", "|"])
    func `a file without a header has JMeter's default columns`(delimiter: String) throws {
        let text = full.replacing(",", with: delimiter)
        let kept = Kept(start: 1_772_366_400_000, elapsed: 12, label: "home")
        #expect(try read(text + "\n" + text + "\n").rows == [kept, kept])
        let withoutURL = text.replacing(delimiter + "http://a/", with: "")
        #expect(try read(withoutURL + "\n").rows == [kept])
    }

    @Test(
        arguments: [
            ("2026/03/01 12:00:00.250", 1_772_366_400_250),
            ("2026/03/01 12:00:00", 1_772_366_400_000),
            ("2026-03-01 12:00:00.250", 1_772_366_400_250),
            ("2026-03-01 12:00:00", 1_772_366_400_000),
            ("03/01/26 12:00:00", 1_772_366_400_000), ("2024-02-29 00:00:00", 1_709_164_800_000),
            ("1772366400000", 1_772_366_400_000),
        ] as [(String, Int64)])
    func `instants are milliseconds or one of JMeter's dates`(text: String, value: Int64) throws {
        #expect(try read(header + "\(text),12,home,true\n").rows.map(\.start) == [value])
    }

    @Test(arguments: [
        "2026-13-01 12:00:00", "2026-03-01 25:00:00", "2026-03-01T12:00:00", "-5", "4102444800001",
        "99999999999999999999", "1.5", "", "2026-03-01 12:00:00.25",
    ])
    func `another instant is skipped with its text`(text: String) throws {
        let read = try read(header + "\(text),12,home,true\n1000,1,a,true\n")
        #expect(read.rows.count == 1)
        #expect(read.skips.first == [.init(line: 2, reason: .value(.timeStamp, text))])
    }

    @Test func `quoted fields hold delimiters, quotes and line breaks`() throws {
        let text = header + "1000,12,\"a, \"\"b\"\"\nc\",true\r\n2000,3,d,true\r\n4000,x,e,true\n"
        let read = try read(text)
        #expect(read.rows.map(\.label) == ["a, \"b\"\nc", "d"])
        // The second line break belongs to the label: the bad row is on line 5.
        #expect(read.skips.first == [.init(line: 5, reason: .value(.elapsed, "x"))])
    }

    @Test func `a byte order mark, blank lines and a second header are no rows`() throws {
        let read = try read("\u{feff}" + header + "\n1000,1,a,true\n" + header + "2000,1,b,true\n")
        #expect(read.rows.map(\.label) == ["a", "b"])
        #expect(read.skips.count == 0)
    }

    @Test func `rows with another number of fields are skipped, and their lines named`() throws {
        let read = try read(header + "1000,1,a,true\n1000,1,a\n1000,1,a,b,true\n2000,1,b,true\n")
        #expect(read.rows.map(\.label) == ["a", "b"])
        #expect(
            read.skips.first == [
                .init(line: 3, reason: .fieldCount(found: 3, expected: 4)),
                .init(line: 4, reason: .fieldCount(found: 5, expected: 4)),
            ])
    }

    @Test func `a last line that is cut off is skipped, a complete one without its end kept`()
        throws
    {
        #expect(try read(header + "1000,1,a,true\n2000,1,b").skips.first.map(\.reason) == [.cutOff])
        #expect(try read(header + "1000,1,a,true\n2000,1,b,tr").skips.count == 1)
        let ending = "timeStamp,elapsed,success,label\n1000,1,true,a\n2000,1,true,b"
        #expect(try read(ending).rows.map(\.label) == ["a", "b"])
    }

    @Test func `a quote that is never closed costs its own line alone`() throws {
        let read = try read(header + "1000,1,\"a,true\n2000,1,b,true\n3000,1,c,true\n")
        #expect(read.rows.map(\.label) == ["b", "c"])
        #expect(read.skips.first == [.init(line: 2, reason: .openQuote)])
    }

    @Test func `a stray quote that pairs with a later one costs its own line alone`() throws {
        let read = try read(header + "1000,1,\"a,true\n2000,1,b,true\n3000,1,\"c\",true\n")
        #expect(read.rows.map(\.label) == ["b", "c"])
        #expect(read.skips.count == 1)
    }

    @Test func `a row longer than the memory for one is skipped`() throws {
        let long = String(repeating: "x", count: JTLBuffer.maxRowBytes + 10)
        let read = try read(header + "1000,1,\(long),true\n2000,1,b,true\n")
        #expect(read.rows.map(\.label) == ["b"])
        #expect(read.skips.first.map(\.reason).first == .tooLong)
    }

    @Test func `rows on the edge of the memory are whole`() throws {
        let label = String(repeating: "y", count: 1_000)
        let rows = (0..<3_000).map { "\($0),1,\"\(label)\($0)\",true\n" }
        let read = try read(header + rows.joined())
        #expect(read.rows.count == 3_000 && read.skips.count == 0)
        #expect(read.rows.enumerated().allSatisfy { $1.label == "\(label)\($0)" })
    }

    @Test func `without success the response code decides`() throws {
        let text = "timeStamp,elapsed,responseCode\n1,1,200\n1,1,302\n1,1,404\n1,1,Non HTTP\n1,1,\n"
        #expect(try read(text).rows.map(\.succeeded) == [true, true, false, false, true])
    }

    // MARK: - What is no JTL

    @Test(arguments: [
        ("", "a.jtl is empty", "load test"),
        ("timeStamp,elapsed,label\n", "no sample that can be read", "load test"),
        ("timeStamp,label,success\n", "no column elapsed, its columns are", "time=true"),
        ("label,elapsed\n", "no column timeStamp", "timestamp_format=ms"),
        ("hello world\n1,2\n", "is no JTL: its first line is \"hello world\"", "timeStamp,elapsed"),
        ("1,2,3\n", "is no JTL: its first line is \"1,2,3\"", "default columns"),
        ("<?xml version=\"1.0\"?>\n<testResults>", "is XML", "output_format=csv"),
        ("timeStamp,elapsed\nx,1\ny,1\n", "line 2: timeStamp is \"x\"", "of 2 rows none"),
    ])
    func `what can't be read is named, with a remedy`(text: String, message: String, remedy: String)
    {
        let found = problem(text)
        #expect(found?.message.contains(message) == true, "\(found?.message ?? "none")")
        #expect(found?.remedy.contains(remedy) == true, "\(found?.remedy ?? "none")")
    }

    @Test func `a file that is not there, and a folder, can't be read`() {
        #expect(throws: Problem.self) { _ = try JTLReader("/no/such/file.jtl").rows }
        #expect(throws: Problem.self) { _ = try JTLReader("/").rows }
    }

    @Test func `random bytes and cut files end in rows or in a problem, never otherwise`() throws {
        var generator = SeededGenerator(seed: 7)
        let alphabet =
            Array("\",;\t\r\n1a timeStamp,elapsed,label\n\u{0}<{".utf8) + [0xff, 0xfe, 0xc3]
        for _ in 0..<300 {
            let bytes = (0..<Int.random(in: 0..<200, using: &generator)).map { _ in
                alphabet.randomElement(using: &generator) ?? 0
            }
            _ = try? read(bytes)
            _ = try? read(Array(header.utf8) + bytes)
        }
        let whole = Array((header + "1000,1,\"a, \"\"b\"\"\",true\r\n2000,22,b,false\r\n").utf8)
        for length in whole.indices {
            let rows = (try? read(Array(whole[..<length])))?.rows ?? []
            #expect(rows.count <= 2 && rows.allSatisfy { [1_000, 2_000].contains($0.start) })
        }
    }
}
