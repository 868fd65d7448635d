/// A place in source code, to which a missed budget or a wrong plan is attributed.
public struct CodeLocation: Codable, Sendable {
    /// Module and file name, such as `MyTests/HealthTests.swift`.
    public var fileID: String
    /// The path of the file on the machine that compiled it.
    public var filePath: String
    /// The line, from 1.
    public var line: Int
    /// The column, from 1.
    public var column: Int
    /// The path in the type that XCTest takes; `nil` for a location that was decoded.
    package private(set) var staticFilePath: StaticString?

    private enum CodingKeys: String, CodingKey { case fileID, filePath, line, column }

    /// Creates a location; `#fileID` and the like as defaults make it the caller's.
    public init(fileID: String, filePath: StaticString, line: Int, column: Int) {
        self.fileID = fileID
        self.filePath = filePath.description
        self.line = line
        self.column = column
        staticFilePath = filePath
    }
}

extension CodeLocation: Hashable {
    /// Whether both are the same place.
    public static func == (a: CodeLocation, b: CodeLocation) -> Bool {
        a.filePath == b.filePath && a.line == b.line && a.column == b.column
    }

    /// Hashes the place.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(filePath)
        hasher.combine(line)
        hasher.combine(column)
    }
}

extension CodeLocation: CustomStringConvertible {
    /// File name and line, such as `HealthTests.swift:12`.
    public var description: String { "\(fileID.split(separator: "/").last ?? "?"):\(line)" }
}
