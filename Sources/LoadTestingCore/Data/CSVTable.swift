import LoadTestingMacrosFree

/// A CSV file (RFC 4180): a header, and rows of as many fields.
///
/// Spaces around the names of columns are dropped, those of fields stay. Blank lines are skipped.
package struct CSVTable: Sendable {
    /// The file as messages name it.
    package let name: String
    package let header: CSVHeader
    /// For each row the line, from 1, on which it begins; a quoted field may span lines.
    package let lines: [Int]
    /// All fields, row after row: one allocation for all rows instead of one for each.
    private let values: [String]

    /// The number of rows, without the header.
    package var count: Int { lines.count }

    /// The fields of a row, counted from 0.
    package func fields(ofRow row: Int) -> ArraySlice<String> {
        let width = header.columns.count
        return values[row * width..<(row + 1) * width]
    }

    /// Reads a whole file.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8, with or without a byte order mark; lines end with LF or CRLF.
    ///   - name: The file as messages name it.
    ///   - delimiter: One ASCII character, neither a quote nor the end of a line.
    /// - Throws: `Problem` with the line of the error.
    package init(
        _ bytes: [UInt8], named name: String, delimiter: Character = ","
    ) throws(Problem) {
        let delimiter = try Self.byte(of: delimiter, for: name)
        self = try bytes.withUnsafeBufferPointer { (bytes) throws(Problem) in
            try CSVTable(CSVParser(bytes, of: name, delimiter: delimiter), named: name)
        }
    }

    private init(_ parser: CSVParser, named name: String) throws(Problem) {
        var parser = parser
        var values: [String] = []
        var lines: [Int] = []
        guard let first = try parser.row(into: &values) else {
            throw Problem(
                "\(name) is empty", remedy: "name the columns in its first line, rows follow")
        }
        header = try CSVHeader(values, line: first.line, of: name)
        parser.columns = header.columns
        values.removeAll()
        while let row = try parser.row(into: &values) {
            try Self.check(row, columns: first.count, of: name)
            lines.append(row.line)
        }
        guard !lines.isEmpty else {
            throw Problem("\(name) has no rows", remedy: "add rows below the header")
        }
        (self.name, self.values, self.lines) = (name, values, lines)
    }

    private static func check(
        _ row: (count: Int, line: Int), columns: Int, of name: String
    ) throws(Problem) {
        guard row.count != columns else { return }
        throw Problem(
            "\(name), line \(row.line): \(row.count) \(row.count == 1 ? "field" : "fields"), "
                + "the header has \(columns)",
            remedy: "a field that holds the delimiter or a line's end stands in quotes")
    }

    private static func byte(of delimiter: Character, for name: String) throws(Problem) -> UInt8 {
        guard let byte = delimiter.asciiValue, !"\"\r\n".utf8.contains(byte),
            delimiter != "\r\n"
        else {
            throw Problem(
                "\(name): \(String(delimiter).quoted) can't be a delimiter",
                remedy: "use one ASCII character, such as \",\", \";\" or \"\\t\"")
        }
        return byte
    }
}
