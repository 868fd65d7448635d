/// A sample that a test reads from a metrics endpoint: `requests_total{method="GET"}`; pure.
struct MetricsSelector: Equatable {
    var name: String
    var labels: [String: String]

    /// - Parameter text: a name, perhaps with labels; `nil` when it is none.
    init?(_ text: String) {
        let parts = Array(text.utf8).withUnsafeBufferPointer { bytes in
            var line = MetricsLine(bytes)
            let name = line.name()
            return line.labels().map { (name, $0) }
        }
        guard let parts, !parts.0.isEmpty else { return nil }
        (name, labels) = parts
    }
}
