/// Rows of cells in columns that are as wide as their widest cell.
struct TextTable {
    /// The alignment of a column's cells.
    enum Alignment { case left, right }

    private var rows: [[String]] = []
    private let alignments: [Alignment]

    /// The minimum cells of the first column: a label is never cut further.
    static let minFirstColumn = 20
    private static let gap = "  "

    init(_ alignments: [Alignment]) { self.alignments = alignments }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The rows as lines; the last column is not padded when it is aligned left.
    var lines: [String] { lines(of: Array(alignments.indices), widths) }

    /// The rows as lines of at most a number of cells, as far as that is possible.
    ///
    /// A label is cut to a third of the width before a column is left out for it.
    ///
    /// - Parameters:
    ///   - width: the maximum cells of a line.
    ///   - columns: the columns that are left out first, in this order.
    ///   - last: those that are left out where cutting labels further is not enough.
    func lines(within width: Int, leavingOut columns: [Int], andAtLast last: [Int]) -> [String] {
        var (kept, widths) = (Array(alignments.indices), widths)
        let figures = { kept.dropFirst().reduce(0) { $0 + Self.gap.count + widths[$1] } }
        let least = min(widths[0], Self.minFirstColumn)
        let third = min(widths[0], max(least, width / 3))
        for column in columns where third + figures() > width { kept.removeAll { $0 == column } }
        for column in last where least + figures() > width { kept.removeAll { $0 == column } }
        widths[0] = min(widths[0], max(least, width - figures()))
        return lines(of: kept, widths)
    }

    /// The cells of each column.
    private var widths: [Int] {
        alignments.indices.map { column in
            rows.map { $0.count > column ? $0[column].cells : 0 }.max() ?? 0
        }
    }

    private func lines(of columns: [Int], _ widths: [Int]) -> [String] {
        rows.map { row in
            let cells = columns.filter { $0 < row.count }.map { column in
                let cell = row[column].shortened(toCells: widths[column])
                let padding = String(repeating: " ", count: widths[column] - cell.cells)
                return alignments[column] == .left ? cell + padding : padding + cell
            }
            return cells.joined(separator: Self.gap).withoutBlanksAtEnd
        }
    }
}

extension String {
    /// The text without spaces at its end.
    var withoutBlanksAtEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
