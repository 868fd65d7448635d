import LoadTestingMacrosFree

/// The documents that are made from a result.
package enum ResultDocuments {
    /// The content of a file; `nil` for one that follows the load instead.
    static func bytes(_ format: FileOutput.Format, of result: LoadTestResult) -> [UInt8]? {
        switch format {
        case .jtl, .hdrLog: nil
        case .html: Array(HTMLReportDocument(result).text.utf8)
        case .json: JSONText.pretty(ResultSummary(result))
        case .junit: Array(JUnitText(result).text.utf8)
        case .markdown: Array(MarkdownText(result).text.utf8)
        case .openMetrics: Array(OpenMetricsText(result).text.utf8)
        case .result: JSONText.compact(result)
        }
    }

    /// The documents that a test's reader wants beside its text: endings of names, and contents.
    package static func forPeople(
        of result: LoadTestResult
    ) -> [(ending: String, bytes: [UInt8])] {
        [("html", .html), ("json", .json)].compactMap { ending, format in
            bytes(format, of: result).map { (ending: ending, bytes: $0) }
        }
    }

    /// A test's name as that of a file: letters and digits, the rest as hyphens.
    package static func fileName(of test: String) -> String {
        let words = test.split { !$0.isLetter && !$0.isNumber }
        let name = words.joined(separator: "-")
        return name.isEmpty ? "load-test" : String(name.prefix(120))
    }
}
