/// Rows of cells in columns that are as wide as their widest cell.
struct TextTable {
    /// The alignment of a column's cells.
    enum Alignment { case left, right }

    private var rows: [[String]] = []
    private let alignments: [Alignment]

    init(_ alignments: [Alignment]) { self.alignments = alignments }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The rows as lines; the last column is not padded when it is aligned left.
    var lines: [String] {
        let widths = alignments.indices.map { column in
            rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
        }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                let padding = String(repeating: " ", count: widths[column] - cell.count)
                line += alignments[column] == .left ? cell + padding : padding + cell
                if column < row.count - 1 { line += "  " }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
