import LoadTestingMacrosFree

/// The columns of a JTL and the character between them.
struct JTLLayout: Equatable {
    let delimiter: UInt8
    /// The number of columns.
    let count: Int
    /// Whether the first row is data: there is no header.
    let isHeaderless: Bool
    /// By column: its place in a row, -1 where the file has none.
    private let places: [Int]

    init(delimiter: UInt8, columns: [JTLColumn?], isHeaderless: Bool = false) {
        self.delimiter = delimiter
        count = columns.count
        self.isHeaderless = isHeaderless
        places = JTLColumn.allCases.map { columns.firstIndex(of: $0) ?? -1 }
        self.columns = columns
    }

    private let columns: [JTLColumn?]

    /// The place of a column in a row, -1 where the file has none.
    func place(of column: JTLColumn) -> Int {
        JTLColumn.allCases.firstIndex(of: column).map { places[$0] } ?? -1
    }

    /// Whether a row that ends too soon may have lost a part of a value that counts.
    var endsWithValue: Bool {
        columns.last.map { $0 == .timeStamp || $0 == .elapsed || $0 == .success } ?? false
    }

    /// The layout by the first line, which names the columns or is a row of the default ones.
    ///
    /// - Parameters:
    ///   - line: the first line, without its end.
    ///   - file: the name for messages.
    /// - Throws: `Problem` when it is neither.
    init(firstLine line: UnsafeBufferPointer<UInt8>, of file: String) throws(Problem) {
        let text = String(decoding: line.prefix(4_096), as: UTF8.self)
        let start = text.drop { $0.isWhitespace }
        guard !start.hasPrefix("<") else {
            throw Problem(
                "\(file) is XML, not CSV",
                remedy: "let JMeter write CSV:"
                    + " jmeter -Jjmeter.save.saveservice.output_format=csv -n -t … -l …")
        }
        guard let layout = try Self.header(text, of: file) ?? Self.defaults(line) else {
            throw Problem(
                "\(file) is no JTL: its first line is \"\(text.printable(upTo: 80))\"",
                remedy: "it begins with the names of its columns, such as"
                    + " timeStamp,elapsed,label,responseCode,threadName,success; or with a sample"
                    + " in all of JMeter's default columns")
        }
        self = layout
    }

    /// The layout of a line of names, in any order, with variables of a plan among them.
    private static func header(_ line: String, of file: String) throws(Problem) -> JTLLayout? {
        let name = line.utf8.drop { $0 == UInt8(ascii: "\"") }
        guard let delimiter = name.first(where: { !$0.isWord && $0 != UInt8(ascii: "\"") })
        else { return nil }
        let names = line.utf8.split(separator: delimiter, omittingEmptySubsequences: false).map {
            Substring($0).trimmingQuotes
        }
        let columns = names.map { JTLColumn(rawValue: String($0)) }
        let known = columns.compactMap(\.self)
        guard known.count > 1 else { return nil }
        for column in JTLColumn.required where !known.contains(column) {
            throw Problem(
                "\(file) has no column \(column.rawValue), its columns are"
                    + " \(names.joined(separator: ", ").printable(upTo: 300))",
                remedy: "let JMeter save it: -Jjmeter.save.saveservice."
                    + (column == .elapsed ? "time=true" : "timestamp_format=ms"))
        }
        return JTLLayout(delimiter: delimiter, columns: columns)
    }

    /// The default columns, for a line that is a row of them.
    private static func defaults(_ line: UnsafeBufferPointer<UInt8>) -> JTLLayout? {
        guard let base = line.baseAddress else { return nil }
        for columns in JTLColumn.defaults {
            for delimiter in [UInt8](",\t;|".utf8) {
                var splitter = JTLSplitter(delimiter: delimiter, columns: columns.count)
                let end = splitter.split(base, from: 0, to: line.count, isLast: true)
                guard case .row = end, splitter.count == columns.count,
                    JTLTime.milliseconds(splitter.fields[0]) != nil,
                    splitter.fields[1].number != nil
                else { continue }
                return JTLLayout(delimiter: delimiter, columns: columns, isHeaderless: true)
            }
        }
        return nil
    }
}

extension UInt8 {
    /// A letter, a digit, or an underscore.
    fileprivate var isWord: Bool {
        self == UInt8(ascii: "_") || (0x30...0x39).contains(self)
            || (0x61...0x7a).contains(self | 0x20) || self >= 0x80
    }
}

extension Substring {
    /// The text without quotes, blanks and a carriage return around it.
    fileprivate var trimmingQuotes: String {
        String(
            drop { $0 == "\"" || $0 == " " }.reversed().drop {
                $0 == "\"" || $0 == " " || $0 == "\r"
            }.reversed())
    }
}
