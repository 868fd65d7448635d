import Foundation
import LoadTestingMacrosFree

/// Reads CSV (RFC 4180) row by row from bytes.
///
/// Ends of fields and lines are searched by `memchr`, so that a large file is read fast in debug
/// builds, too.
struct CSVParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: String
    private let delimiter: UInt8
    /// The columns' names, by which messages state places, once the first row was read.
    var columns: [String] = []
    private var index: Int
    private var line = 1
    /// The end of the current line's text, in front of LF or CRLF.
    private var lineEnd = -1

    /// Reads from bytes that outlive the parser.
    init(_ bytes: UnsafeBufferPointer<UInt8>, of file: String, delimiter: UInt8) {
        self.bytes = bytes
        self.file = file
        self.delimiter = delimiter
        index = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    }

    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Appends the fields of the next row that is not blank.
    ///
    /// - Returns: The number of fields, and the line on which they begin; `nil` at the end.
    mutating func row(
        into fields: inout [String]
    ) throws(Problem) -> (count: Int, line: Int)? {
        while index < bytes.count, takeLineEnd() {}
        guard index < bytes.count else { return nil }
        let start = line
        var count = 0
        repeat {
            fields.append(try field(count))
            count += 1
        } while takeDelimiter()
        _ = takeLineEnd()
        return (count, start)
    }

    private mutating func field(_ number: Int) throws(Problem) -> String {
        index < bytes.count && bytes[index] == Self.quote
            ? try quotedField(number) : try plainField(number)
    }

    private mutating func plainField(_ number: Int) throws(Problem) -> String {
        if index > lineEnd { findLineEnd() }
        let start = index
        index = first(delimiter, from: index, to: lineEnd) ?? lineEnd
        return try text(of: start..<index, number)
    }

    private mutating func quotedField(_ number: Int) throws(Problem) -> String {
        let opened = line
        var pieces: [Range<Int>] = []
        repeat {
            // The second quote of two is the first byte of the next piece.
            let start = pieces.isEmpty ? index + 1 : index
            let from = pieces.isEmpty ? start : start + 1
            guard let end = first(Self.quote, from: from, to: bytes.count) else {
                throw problem("the quote is not closed", number, line: opened, Self.doubleQuotes)
            }
            pieces.append(start..<end)
            index = end + 1
        } while index < bytes.count && bytes[index] == Self.quote
        for piece in pieces { countLines(in: piece) }
        guard index == bytes.count || bytes[index] == delimiter || isAtLineEnd else {
            throw problem(
                "text stands behind the closing quote", number, line: line, Self.doubleQuotes)
        }
        if pieces.count == 1 { return try text(of: pieces[0], number) }
        return try text(joining: pieces, number)
    }

    private static let doubleQuotes = "close the quote; a quote within the text is written twice"

    private func text(of range: Range<Int>, _ number: Int) throws(Problem) -> String {
        try text(UnsafeBufferPointer(rebasing: bytes[range]), number)
    }

    private func text(joining pieces: [Range<Int>], _ number: Int) throws(Problem) -> String {
        var joined: [UInt8] = []
        for piece in pieces { joined.append(contentsOf: bytes[piece]) }
        return try text(joined, number)
    }

    private func text(
        _ bytes: some Collection<UInt8>, _ number: Int
    ) throws(Problem) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw problem(
                "the text is no UTF-8", number, line: line, "save the file in UTF-8")
        }
        return text
    }

    private func problem(
        _ what: String, _ number: Int, line: Int, _ remedy: String
    ) -> Problem {
        let field =
            number < columns.count
            ? "column \(columns[number].quoted)" : "field \(number + 1)"
        return Problem("\(file), line \(line), \(field): \(what)", remedy: remedy)
    }
}

// MARK: - Bytes

extension CSVParser {
    private mutating func takeDelimiter() -> Bool {
        guard index < bytes.count, bytes[index] == delimiter else { return false }
        index += 1
        return true
    }

    private mutating func takeLineEnd() -> Bool {
        guard isAtLineEnd else { return false }
        if bytes[index] == Self.carriageReturn { index += 1 }
        if index < bytes.count { index += 1 }
        line += 1
        return true
    }

    /// Whether LF, CRLF or a CR at the end of the file is next.
    private var isAtLineEnd: Bool {
        guard index < bytes.count else { return false }
        if bytes[index] == Self.lineFeed { return true }
        guard bytes[index] == Self.carriageReturn else { return false }
        return index + 1 == bytes.count || bytes[index + 1] == Self.lineFeed
    }

    private mutating func findLineEnd() {
        let end = first(Self.lineFeed, from: index, to: bytes.count) ?? bytes.count
        lineEnd = end > index && bytes[end - 1] == Self.carriageReturn ? end - 1 : end
    }

    private mutating func countLines(in range: Range<Int>) {
        var from = range.lowerBound
        while let end = first(Self.lineFeed, from: from, to: range.upperBound) {
            line += 1
            from = end + 1
        }
    }

    private func first(_ byte: UInt8, from start: Int, to end: Int) -> Int? {
        guard start < end, let base = UnsafeRawPointer(bytes.baseAddress),
            let found = memchr(base + start, Int32(byte), end - start)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
