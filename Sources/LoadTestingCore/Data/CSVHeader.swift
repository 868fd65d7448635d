import LoadTestingMacrosFree

/// The columns of a CSV file.
package struct CSVHeader: Hashable, Sendable {
    package let columns: [String]
    private let positions: [String: Int]

    /// Checks the fields of the first row: each column has a name of its own.
    init(_ fields: [String], line: Int, of file: String) throws(Problem) {
        columns = fields.map(\.trimmed)
        var positions: [String: Int] = [:]
        for (index, name) in columns.enumerated() {
            guard !name.isEmpty else {
                throw Problem(
                    "\(file), line \(line): column \(index + 1) has no name",
                    remedy: "the first row names each column; take out the column or name it")
            }
            guard positions.updateValue(index, forKey: name) == nil else {
                throw Problem(
                    "\(file), line \(line): two columns are named \(name.quoted)",
                    remedy: "give each column a name of its own")
            }
        }
        self.positions = positions
    }

    /// The place of a column in each row; `nil` when there is none of this name.
    func position(of column: String) -> Int? { positions[column] }

    /// The names as they are listed in messages, at most 20.
    var list: String {
        columns.prefix(20).map(\.printable).joined(separator: ", ")
            + (columns.count > 20 ? ", …" : "")
    }
}
