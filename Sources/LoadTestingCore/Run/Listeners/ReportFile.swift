package import LoadTestingMacrosFree

/// A report of a result in a file, in the format that the end of its name asks for.
package enum ReportFile {
    /// The formats by the end of a file's name.
    private static let formats: [String: FileOutput.Format] = [
        "html": .html, "htm": .html, "json": .json, "xml": .junit, "md": .markdown,
        "prom": .openMetrics,
    ]

    /// Writes a report: `.html`, `.json` (summary), `.xml` (JUnit), `.md`, `.prom` (OpenMetrics);
    /// anything else is the text of the console.
    ///
    /// - Throws: `Problem` when the file can't be written; an older one then stays.
    package static func write(_ result: LoadTestResult, to path: String) throws(Problem) {
        let end = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let document = formats[end].flatMap { ResultDocuments.bytes($0, of: result) }
        try write(document ?? Array("\(ConsoleReport(result).text)\n".utf8), to: path)
    }

    /// Writes a result with all its measurements, to be read again.
    ///
    /// - Throws: `Problem` when the file can't be written; an older one then stays.
    package static func store(_ result: LoadTestResult, in path: String) throws(Problem) {
        try write(JSONText.compact(result), to: path)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Problem) {
        do throws(OutputFile.Failure) {
            let file = try OutputFile(path)
            do throws(OutputFile.Failure) {
                try file.write(bytes)
            } catch {
                file.discard()
                throw error
            }
            try file.complete()
        } catch {
            throw Problem(
                "\(path.printable) can't be written: \(error.reason)",
                remedy: "name a file in a folder that this process may write to")
        }
    }
}
