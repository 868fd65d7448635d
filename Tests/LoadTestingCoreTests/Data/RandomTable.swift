/// A table of random texts, and the CSV that says the same.
struct RandomTable {
    let columns: [String]
    let rows: [[String]]
    /// The line on which each row begins.
    private(set) var lines: [Int] = []
    let delimiter: Character
    private(set) var text: String

    private static let pieces = [
        "a", "b7", " ", ",", ";", "\t", "\"", "\"\"", "\n", "\r\n", "\r", "ü", "日本", "🦊", "x y",
    ]

    init(using random: inout SeededGenerator) {
        let width = Int.random(in: 1...6, using: &random)
        delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
        columns = (1...width).map { "column \($0)" }
        rows = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            (0..<width).map { _ in Self.field(using: &random) }
        }
        text = Bool.random(using: &random) ? "\u{feff}" : ""
        write(columns, using: &random)
        for row in rows {
            if Int.random(in: 0..<5, using: &random) == 0 { text += "\n" }
            lines.append(1 + text.utf8.count { $0 == UInt8(ascii: "\n") })
            write(row, using: &random)
        }
    }

    private static func field(using random: inout SeededGenerator) -> String {
        (0..<Int.random(in: 0...5, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
        }.joined()
    }

    private mutating func write(_ row: [String], using random: inout SeededGenerator) {
        let fields = row.map { field in
            let isPlain =
                !field.isEmpty
                && field.utf8.allSatisfy { !"\"\r\n".utf8.contains($0) }
                && !field.contains(delimiter)
            return isPlain && Bool.random(using: &random)
                ? field : "\"\(field.replacing("\"", with: "\"\""))\""
        }
        text += fields.joined(separator: String(delimiter))
        text += Bool.random(using: &random) ? "\n" : "\r\n"
    }
}
