import Foundation

/// The samples of a metrics endpoint in Prometheus' text format, version 0.0.4, or OpenMetrics;
/// pure.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
struct MetricsText {
    /// One line of it.
    private struct Sample {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    private var samples: [Sample] = []
    /// The stated types of families.
    private var types: [String: String] = [:]
    /// The names of all samples, where they are wanted.
    private var names: Set<String> = []
    /// The number of lines that are neither blank nor a comment.
    private(set) var lines = 0
    /// The number of these that are samples, where all are wanted.
    private(set) var readableLines = 0

    /// - Parameters:
    ///   - text: the answer of the endpoint.
    ///   - wanted: the samples to read; `nil` for all, and their names.
    init(_ text: String, only wanted: [String]? = nil) {
        let selectors = wanted.map { $0.compactMap(MetricsSelector.init) }
        var text = text
        text.withUTF8 { bytes in
            var rest = bytes
            while let start = rest.baseAddress, rest.count > 0 {
                let end = memchr(start, Int32(UInt8(ascii: "\n")), rest.count)
                let count = end.map { UnsafeRawPointer($0) - UnsafeRawPointer(start) }
                add(UnsafeBufferPointer(rebasing: rest.prefix(count ?? rest.count)), selectors)
                rest = UnsafeBufferPointer(rebasing: rest.dropFirst((count ?? rest.count) + 1))
            }
        }
    }

    private mutating func add(
        _ bytes: UnsafeBufferPointer<UInt8>, _ selectors: [MetricsSelector]?
    ) {
        guard let first = bytes.first else { return }
        if first == UInt8(ascii: "#") { return addType(bytes) }
        var line = MetricsLine(bytes)
        lines += 1
        guard let selectors else {
            let name = line.name()
            guard !name.isEmpty, let labels = line.labels(), let value = line.number() else {
                return
            }
            readableLines += 1
            names.insert(name)
            if value.isFinite { samples.append(.init(name: name, labels: labels, value: value)) }
            return
        }
        guard let selector = selectors.first(where: { line.takes(Array($0.name.utf8)) }) else {
            return
        }
        // The labels of a name that is wanted without any are not needed.
        let needsLabels = selectors.contains { $0.name == selector.name && !$0.labels.isEmpty }
        guard let labels = needsLabels ? line.labels() : line.passesLabels() ? [:] : nil,
            let value = line.number(), value.isFinite
        else { return }
        samples.append(.init(name: selector.name, labels: labels, value: value))
    }

    /// `# TYPE name type`.
    private mutating func addType(_ bytes: UnsafeBufferPointer<UInt8>) {
        let mark = "# TYPE "
        guard let start = bytes.baseAddress, bytes.count > mark.utf8.count,
            memcmp(start, mark, mark.utf8.count) == 0
        else { return }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        if words.count == 4 { types[String(words[2])] = String(words[3]) }
    }

    /// The sum of the samples with a name and all the labels of a selector.
    ///
    /// - Parameter wanted: a name, perhaps with labels: `requests_total{method="GET"}`.
    func value(of wanted: String) -> ScrapedSample? {
        guard let asked = MetricsSelector(wanted) else { return nil }
        let found = samples.filter { sample in
            sample.name == asked.name && asked.labels.allSatisfy { sample.labels[$0] == $1 }
        }
        guard !found.isEmpty else { return nil }
        return ScrapedSample(
            name: wanted, value: found.reduce(0) { $0 + $1.value },
            isCounter: isCounter(asked.name))
    }

    /// Whether a sample only rises: a counter, or a count of a histogram or summary.
    private func isCounter(_ name: String) -> Bool {
        if types[name] == "counter" { return true }
        // In OpenMetrics the family of `requests_total` is `requests`.
        for (ending, kinds) in [
            ("_total", ["counter"]), ("_bucket", ["histogram"]),
            ("_count", ["histogram", "summary"]), ("_sum", ["histogram", "summary"]),
        ] where name.hasSuffix(ending) {
            return types[String(name.dropLast(ending.count))].map(kinds.contains) ?? false
        }
        return false
    }

    /// The sums of all counters by their names, where all samples are wanted.
    var counters: [String: Double] {
        samples.reduce(into: [:]) { sums, sample in
            if isCounter(sample.name) { sums[sample.name, default: 0] += sample.value }
        }
    }

    /// Names similar to a missing one.
    func names(like wanted: String) -> [String] {
        let name = MetricsSelector(wanted)?.name ?? wanted
        let words = Set(name.split(separator: "_"))
        let all = names.map { candidate in
            (name: candidate, common: words.intersection(candidate.split(separator: "_")).count)
        }
        return all.filter { $0.common > 0 }
            .sorted { ($1.common, $0.name) < ($0.common, $1.name) }.prefix(3).map(\.name)
    }
}
