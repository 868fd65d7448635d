/// The samples of a metrics endpoint in Prometheus' text format, version 0.0.4, or OpenMetrics;
/// pure.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
struct MetricsText {
    /// One line of it.
    struct Sample: Equatable {
        var name: String
        var labels: [String: String]
        var value: Double
    }

    private(set) var samples: [Sample] = []
    /// Names of families that only rise.
    private var counters: Set<String> = []

    init(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            if line.hasPrefix("#") {
                let words = line.split(separator: " ")
                if words.count >= 4, words[1] == "TYPE", words[3] == "counter" {
                    counters.insert(String(words[2]))
                }
            } else if let sample = Self.sample(line), sample.value.isFinite {
                samples.append(sample)
            }
        }
    }

    /// What a test asked for: the sum of the samples with a name and all the labels asked for.
    ///
    /// - Parameter wanted: a name, perhaps with labels: `requests_total{method="GET"}`.
    func value(of wanted: String) -> ScrapedSample? {
        guard let asked = Self.selector(wanted) else { return nil }
        let found = samples.filter { sample in
            sample.name == asked.name && asked.labels.allSatisfy { sample.labels[$0] == $1 }
        }
        guard !found.isEmpty else { return nil }
        return ScrapedSample(
            name: wanted, value: found.reduce(0) { $0 + $1.value },
            isCounter: isCounter(asked.name))
    }

    /// In OpenMetrics the family of `requests_total` is `requests`.
    private func isCounter(_ name: String) -> Bool {
        counters.contains(name)
            || name.hasSuffix("_total") && counters.contains(String(name.dropLast(6)))
    }

    /// Names that look like one that was not found.
    func names(like wanted: String) -> [String] {
        let name = Self.selector(wanted)?.name ?? wanted
        let words = Set(name.split(separator: "_"))
        let all = Set(samples.map(\.name)).map { candidate in
            (name: candidate, common: words.intersection(candidate.split(separator: "_")).count)
        }
        return all.filter { $0.common > 0 }
            .sorted { ($1.common, $0.name) < ($0.common, $1.name) }.prefix(3).map(\.name)
    }

    // MARK: - Lines

    /// `name{label="value",…} value timestamp`; labels and timestamp may be missing.
    private static func sample(_ line: Substring) -> Sample? {
        guard let (name, labels, rest) = head(line) else { return nil }
        // What OpenMetrics puts behind `#` is an exemplar.
        guard let word = rest.split(separator: " ").first, let value = number(word) else {
            return nil
        }
        return Sample(name: name, labels: labels, value: value)
    }

    private static func selector(_ text: String) -> (name: String, labels: [String: String])? {
        head(Substring(text)).map { ($0.name, $0.labels) }
    }

    private static func head(
        _ line: Substring
    ) -> (name: String, labels: [String: String], rest: Substring)? {
        let name = line.prefix { !"{ \t".contains($0) }
        guard !name.isEmpty else { return nil }
        var rest = line.dropFirst(name.count)
        var labels: [String: String] = [:]
        if rest.first == "{" {
            rest.removeFirst()
            while let next = rest.first(where: { !", \t".contains($0) }), next != "}" {
                guard let (label, value) = pair(&rest) else { return nil }
                labels[label] = value
            }
            guard let end = rest.firstIndex(of: "}") else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        return (String(name), labels, rest)
    }

    /// Takes `label="value"` off, in which `\\`, `\"` and `\n` are escaped.
    private static func pair(_ text: inout Substring) -> (String, String)? {
        text = text.drop { ", \t".contains($0) }
        guard let equals = text.firstIndex(of: "=") else { return nil }
        let label = text[..<equals].filter { $0 != " " }
        text = text[text.index(after: equals)...].drop { $0 == " " }
        guard text.popFirst() == "\"" else { return nil }
        var value = ""
        while let character = text.popFirst() {
            switch character {
            case "\"": return (label, value)
            case "\\": value.append(text.popFirst().map { $0 == "n" ? "\n" : $0 } ?? "\\")
            default: value.append(character)
            }
        }
        return nil
    }

    /// Go's spelling of numbers: `+Inf`, `NaN`, `1e-3`.
    private static func number(_ word: Substring) -> Double? { Double(word) }
}
