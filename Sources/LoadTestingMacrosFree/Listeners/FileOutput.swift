/// A file that a run leaves behind, with its format.
package struct FileOutput: Hashable, Sendable {
    package var format: Format
    package var path: String

    package init(_ format: Format, _ path: String) {
        self.format = format
        self.path = path
    }

    /// The format of a file, and with it its source: samples as they come, seconds as they end, or
    /// the result.
    package enum Format: Hashable, Sendable {
        /// A row for each sample.
        case jtl(JTLFormat)
        /// Histograms of each second.
        case hdrLog
        /// The judged result.
        case html, json, junit, markdown, openMetrics, result
    }
}
