import Foundation
import LoadTestingMacrosFree

/// Reads a JTL row by row: CSV as JMeter and its kin write it, of any size.
///
/// Any columns in any order, any delimiter, with a header or in JMeter's default columns. What can
/// be read is passed on, what can't is counted.
struct JTLReader: ~Copyable {
    /// The rows that could not be used.
    private(set) var skips = JTLSkips()
    /// The number of rows passed on.
    private(set) var rows = 0

    private let name: String
    private var buffer: JTLBuffer
    private let layout: JTLLayout
    private var splitter: JTLSplitter
    private let columns: Columns
    private var line: Int

    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

    /// Opens a file and reads its first line.
    ///
    /// - Throws: `Problem` when it can't be read, or is no JTL.
    init(_ path: String) throws(Problem) {
        let name = path.printable
        var buffer = try JTLBuffer(path)
        let hasBytes = try buffer.fill()
        let bytes = UnsafeBufferPointer(
            start: UnsafePointer(buffer.base), count: buffer.unused.count)
        let start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        let first = UnsafeBufferPointer(rebasing: bytes[start..<end])
        let layout = try Self.layout(hasBytes ? first : nil, of: name)
        buffer.use(upTo: layout.isHeaderless ? start : min(bytes.count, end + 1))
        self.name = name
        self.layout = layout
        self.buffer = buffer
        line = layout.isHeaderless ? 1 : 2
        columns = Columns(layout)
        splitter = JTLSplitter(delimiter: layout.delimiter, columns: layout.count)
    }

    private static func layout(
        _ line: UnsafeBufferPointer<UInt8>?, of name: String
    ) throws(Problem) -> JTLLayout {
        guard let line else {
            throw Problem("\(name) is empty", remedy: "name a JTL that a load test has written to")
        }
        return try JTLLayout(firstLine: line, of: name)
    }

    /// Reads all rows that follow.
    ///
    /// - Parameter visit: takes a row; its texts are valid until it returns.
    /// - Throws: `Problem` when the file can't be read, or no row can be used.
    mutating func read(_ visit: (borrowing JTLRecord) -> Void) throws(Problem) {
        while true {
            let range = buffer.unused
            if range.isEmpty {
                guard try buffer.fill() else { break }
                continue
            }
            let end = splitter.split(
                buffer.base, from: range.lowerBound, to: range.upperBound,
                isLast: buffer.isAtEnd)
            switch end {
            case .row(let next, let lines): take(range, next, lines, visit)
            case .incomplete: if !(try buffer.fill()), !buffer.isAtEnd { skipLine(.tooLong) }
            case .openQuote: skipLine(.openQuote)
            }
        }
        guard rows > 0 else { throw noRows }
    }

    private mutating func take(
        _ range: Range<Int>, _ next: Int, _ lines: Int, _ visit: (borrowing JTLRecord) -> Void
    ) {
        let isCut = next == range.upperBound && buffer.isAtEnd && buffer.base[next - 1] != 0x0a
        if isBlank || columns.isHeader(splitter.fields) {
            // Files that were joined have a header in the middle.
        } else if isCut, splitter.count < layout.count || layout.endsWithValue {
            skips.add(line: line, .cutOff)
        } else if splitter.count != layout.count {
            // A stray quote may have joined lines: only the first one is lost.
            return skipLine(.fieldCount(found: splitter.count, expected: layout.count))
        } else {
            var row = JTLRecord()
            if let reason = columns.read(splitter.fields, into: &row) {
                skips.add(line: line, reason)
            } else {
                rows += 1
                visit(row)
            }
        }
        line += lines
        buffer.use(upTo: next)
    }

    private var isBlank: Bool { splitter.count == 1 && splitter.fields[0].isEmpty }

    private mutating func skipLine(_ reason: JTLSkips.Reason) {
        skips.add(line: line, reason)
        let range = buffer.unused
        let found = memchr(buffer.base + range.lowerBound, 0x0a, range.count)
        let end = found.map {
            UnsafePointer(buffer.base).distance(to: $0.assumingMemoryBound(to: UInt8.self)) + 1
        }
        buffer.use(upTo: end ?? range.upperBound)
        line += 1
    }

    private var noRows: Problem {
        let reason = skips.first.first.map { ": line \($0.line): \($0.reason)" } ?? ""
        return Problem(
            "\(name) has no sample that can be read\(reason)",
            remedy: skips.count > 0
                ? "correct the file; of \(skips.count) rows none could be used"
                : "name a JTL that a load test has written to")
    }
}
