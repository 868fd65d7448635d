import LoadTestingMacrosFree

/// Failures by cause and by label, and the exchanges that are kept of them.
extension HTMLReportDocument {
    private static let maxRows = 200

    /// The causes of failures by label, with an example of each.
    var errors: HTMLSection {
        var section = HTMLSection("errors", "Errors")
        guard total.errors > 0 || !result.failedExamples.isEmpty else { return section }
        section.add(causes.markup)
        if labels.count > 1 { section.add(causesByLabel.markup) }
        section.add(examples)
        return section
    }

    private var causes: HTMLTable {
        var table = HTMLTable(
            "Errors by cause",
            [
                .text("cause"), .init(title: "count"), .init(title: "of errors"),
                .init(title: "of all requests"),
            ])
        let all = Double(max(1, total.requests + total.brokenIterations))
        for (cause, count) in Self.sorted(total.causes) {
            table.add([
                .text(cause.description), .count(count),
                .number(Double(count) / Double(max(1, total.errors)), ChartUnit.percent.text),
                .number(Double(count) / all, ChartUnit.percent.text),
            ])
        }
        return table
    }

    private var causesByLabel: HTMLTable {
        var table = HTMLTable(
            "Errors by label and cause",
            [
                .text("label"), .text("cause"), .init(title: "count"),
                .init(title: "of its requests"),
            ])
        let all = labels.flatMap { label, sum in
            Self.sorted(sum.causes).map { (label: label, sum: sum, cause: $0.key, count: $0.value) }
        }
        for entry in all.sorted(by: { $0.count > $1.count }).prefix(Self.maxRows) {
            table.add([
                .text(entry.label), .text(entry.cause.description), .count(entry.count),
                .number(
                    Double(entry.count) / Double(max(1, entry.sum.requests)),
                    ChartUnit.percent.text),
            ])
        }
        return table
    }

    private static func sorted(
        _ causes: [FailureCause: UInt64]
    ) -> [(key: FailureCause, value: UInt64)] {
        causes.sorted { ($0.value, $1.key.description) > ($1.value, $0.key.description) }
    }

    private var examples: Markup {
        guard !result.failedExamples.isEmpty else { return "" }
        let items = result.failedExamples.map { example -> Markup in
            let answer = example.status.map { " → \($0)" } ?? ""
            let instant = NumberText.duration(nanoseconds: example.endNanoseconds)
            let explanation: Markup =
                example.explanation.isEmpty ? "" : "<p>\(example.explanation)</p>"
            let body: Markup =
                example.body.isEmpty ? "" : "<pre>\(Markup(lines: example.body))</pre>"
            return """
                <details><summary><code>\(example.cause.description)</code> \(example.label) \
                <span class="quiet">at \(instant)</span></summary>\
                <p><code>\(example.request)\(answer)</code></p>\(explanation)\(body)</details>

                """
        }
        return "<h3>Examples</h3><div class=\"card examples\">\(items.joined())</div>\n"
    }
}
