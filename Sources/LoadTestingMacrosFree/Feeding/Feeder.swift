/// A source of users' data: rows that all of them share.
///
/// ```swift
/// let accounts = Feeder([Account("anna"), Account("ben")], order: .circular)
/// let items = Feeder(csv: "items.csv", as: Item.self, order: .shuffled)
/// ```
///
/// `Feed(accounts, into: account)` puts the next row into a slot. A feeder used at several places
/// of a plan is one sequence; each run begins at its first row.
public struct Feeder<Element: Sendable>: Sendable {
    package var content: FeederContent

    package init(_ source: FeederContent.Source, order: FeederOrder, location: CodeLocation?) {
        content = FeederContent(source: source, order: order, location: location)
    }

    /// Provides the elements of an array.
    ///
    /// - Parameters:
    ///   - rows: at least one.
    ///   - order: the order of the rows. Default circular.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    public init(
        _ rows: [Element], order: FeederOrder = .circular, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
    ) {
        self.init(
            .rows(rows), order: order,
            location: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }
}

extension Feeder where Element: Decodable {
    /// Provides the rows of a CSV file (RFC 4180, UTF-8), whose first line names the columns.
    ///
    /// The file is read and decoded before the first request; a missing column, a value of the
    /// wrong type or a file without rows is reported then, with its line.
    ///
    /// - Parameters:
    ///   - path: absolute, relative to the current directory, or beside the source file.
    ///   - type: the type of a row, by the names of its properties.
    ///   - delimiter: the separator of two fields. Default a comma.
    ///   - order: the order of the rows. Default circular.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    public init(
        csv path: String, as type: Element.Type = Element.self, delimiter: Character = ",",
        order: FeederOrder = .circular, fileID: String = #fileID,
        filePath: StaticString = #filePath, line: Int = #line, column: Int = #column
    ) {
        self.init(
            .csv(
                DataFileReference(path: path, sourceFile: filePath.description),
                delimiter: delimiter
            ) { try Element(from: $0) }, order: order,
            location: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }

    /// Provides the elements of a JSON file that holds a list.
    ///
    /// The file is read and decoded before the first request.
    ///
    /// - Parameters:
    ///   - path: absolute, relative to the current directory, or beside the source file.
    ///   - type: the type of an element.
    ///   - order: the order of the elements. Default circular.
    ///   - fileID: the place in source code, as the next three: leave them out.
    ///   - filePath: see `fileID`.
    ///   - line: see `fileID`.
    ///   - column: see `fileID`.
    public init(
        json path: String, as type: Element.Type = Element.self, order: FeederOrder = .circular,
        fileID: String = #fileID, filePath: StaticString = #filePath, line: Int = #line,
        column: Int = #column
    ) {
        self.init(
            .json(DataFileReference(path: path, sourceFile: filePath.description)) {
                try [Element](from: $0)
            }, order: order,
            location: CodeLocation(fileID: fileID, filePath: filePath, line: line, column: column))
    }
}
