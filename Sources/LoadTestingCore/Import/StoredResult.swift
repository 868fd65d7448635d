import Foundation
import LoadTestingMacrosFree

/// Reads the JSON of a result, as a `ResultFile` writes it.
enum StoredResult {
    /// Decodes a result.
    ///
    /// - Parameters:
    ///   - bytes: the whole file.
    ///   - file: the name for messages.
    /// - Throws: `Problem` for anything else, and for a result of another version's layout.
    static func read(_ bytes: [UInt8], of file: String) throws(Problem) -> LoadTestResult {
        let decoder = Self.decoder
        guard !isSummary(bytes) else {
            throw Problem(
                "\(file) is a summary, whose figures can only be checked",
                remedy: "name the JTL or the stored result of the same run")
        }
        do {
            return try decoder.decode(LoadTestResult.self, from: Data(bytes))
        } catch {
            throw problem(error, file)
        }
    }

    /// Whether a file is a result, and no other JSON.
    static func isOne(_ bytes: [UInt8]) -> Bool {
        (try? decoder.decode(Members.self, from: Data(bytes))) != nil
    }

    /// Whether a file is a summary, which has figures and no measurements.
    static func isSummary(_ bytes: [UInt8]) -> Bool {
        (try? decoder.decode(SummaryMembers.self, from: Data(bytes))) != nil
    }

    private struct SummaryMembers: Decodable { var schemaVersion: Int }

    /// The member by which a result is told from a summary.
    private struct Members: Decodable {
        struct Snapshot: Decodable { var layoutVersion: Int }
        var snapshot: Snapshot
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return decoder
    }

    private static func problem(_ error: any Error, _ file: String) -> Problem {
        let place = Self.place(of: error)
        guard !place.path.contains("layoutVersion") else {
            return Problem(
                "\(file) was written by another version of the library: \(place.text)",
                remedy: "use the version that wrote it, or the JTL of the same run")
        }
        let path = place.path.isEmpty ? "" : " at \(place.path.printable(upTo: 200))"
        return Problem(
            "\(file) is no stored result\(path): \(place.text.printable(upTo: 200))",
            remedy: "name a file that ResultFile(…) or LOADTESTING_OUTPUT wrote, or a JTL")
    }

    private static func place(of error: any Error) -> (path: String, text: String) {
        let context: DecodingError.Context? =
            switch error {
            case DecodingError.dataCorrupted(let context): context
            case DecodingError.keyNotFound(_, let context): context
            case DecodingError.typeMismatch(_, let context): context
            case DecodingError.valueNotFound(_, let context): context
            default: nil
            }
        guard let context else { return ("", "\(error)") }
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return (path, context.debugDescription)
    }
}
