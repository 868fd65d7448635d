import Foundation
import LoadTestingMacrosFree

/// Reads files that a plan names: rows of CSV and JSON, and bytes.
///
/// A relative path is searched in the current directory first, then beside the source file that
/// names it.
package enum DataFile {
    /// The decoded rows of a CSV file.
    ///
    /// - Parameters:
    ///   - path: Absolute or relative.
    ///   - delimiter: The separator of fields, one ASCII character.
    ///   - sourceFile: The `#filePath` of the code that names the file.
    ///   - decode: Decodes one row.
    /// - Throws: `Problem` for the first error; a file without rows is one.
    package static func rows(
        ofCSV path: String, delimiter: Character = ",", beside sourceFile: String,
        decode: (any Decoder) throws -> any Sendable
    ) throws(Problem) -> [any Sendable] {
        let bytes = try bytes(of: path, beside: sourceFile)
        return try CSVTable(bytes, named: path.printable, delimiter: delimiter).rows(decode: decode)
    }

    /// The decoded elements of a JSON file, whose top is an array.
    ///
    /// - Parameters:
    ///   - path: Absolute or relative.
    ///   - sourceFile: The `#filePath` of the code that names the file.
    ///   - decode: Decodes the whole array.
    /// - Throws: `Problem` for the first error; an empty array is one.
    package static func rows(
        ofJSON path: String, beside sourceFile: String,
        decode: (any Decoder) throws -> [any Sendable]
    ) throws(Problem) -> [any Sendable] {
        let bytes = try bytes(of: path, beside: sourceFile)
        let rows: [any Sendable]
        do {
            rows = try JSONReading.value(of: bytes, decode: decode)
        } catch {
            throw problem(DecodingProblem(error, in: bytes), in: path)
        }
        guard !rows.isEmpty else {
            throw Problem(
                "\(path.printable) has no rows", remedy: "add elements to its array")
        }
        return rows
    }

    private static func problem(_ problem: DecodingProblem, in path: String) -> Problem {
        let line = problem.line.map { ", line \($0)" } ?? ""
        return Problem(
            "\(path.printable)\(line): \(problem.text)",
            remedy: problem.text.hasPrefix("no JSON")
                ? "the file is one JSON array, such as [{\"user\": \"ann\"}, {\"user\": \"bob\"}]"
                : "correct the file, or the type that its rows are decoded as")
    }

    /// The whole contents of a file.
    package static func bytes(
        of path: String, beside sourceFile: String
    ) throws(Problem) -> [UInt8] {
        let place = try self.path(of: path, beside: sourceFile)
        do {
            return Array(try Data(contentsOf: URL(filePath: place)))
        } catch {
            throw Problem(
                "\(path.printable) can't be read at \(place.printable)",
                remedy: "check the permissions of the file")
        }
    }
}
