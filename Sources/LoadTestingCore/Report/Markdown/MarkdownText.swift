import LoadTestingMacrosFree

/// A result as Markdown with tables: what the job's page of a CI service shows.
package struct MarkdownText {
    private let result: LoadTestResult

    package init(_ result: LoadTestResult) { self.result = result }

    /// The maximum bytes: GitHub refuses more than a mebibyte a step, which may have many tests.
    package static let maxBytes = 60_000

    /// The rows of a table that are shown.
    private static let maxRows = 100

    /// The whole file.
    package var text: String {
        let text =
            (heading + gaveWay + budgets + capacity + findings + labels + errors)
            .joined(separator: "\n") + "\n"
        guard text.utf8.count > Self.maxBytes else { return text }
        return (heading + gaveWay + budgets.prefix(Self.maxRows) + findings.prefix(Self.maxRows))
            .joined(separator: "\n") + "\n\nThe tables are too long for this page.\n"
    }

    private var heading: [String] {
        let facts = [
            result.target,
            "\(NumberText.grouped(result.requests)) requests in"
                + " \(result.duration.text)",
            result.scale == 1 ? nil : "scaled to \(Ratio(fraction: result.scale))",
        ]
        return [
            "### \(Self.mark(result.verdict)) \(Markdown.escaped(result.name)):"
                + " \(result.verdict.rawValue)", "",
            facts.compactMap(\.self).map(Markdown.escaped).joined(separator: " · "), "",
        ]
    }

    private var gaveWay: [String] {
        result.bottleneckLine.map { ["**gave way** \(Markdown.escaped($0))", ""] } ?? []
    }

    private static func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .passed: "✅"
        case .failed: "❌"
        case .inconclusive: "❔"
        case .invalid: "⚠️"
        }
    }

    private var budgets: [String] {
        let rows = result.findings.compactMap { finding in
            finding.budget.map { budget in
                [
                    Self.mark(finding.verdict), budget.metric.description,
                    finding.measured?.description ?? "—", finding.limit, finding.detail,
                ]
            }
        }
        let unjudged = result.unjudgedBudgets.map { budget in
            [
                "·", budget.metric.description,
                result.value(of: budget.metric)?.description ?? "—", budget.limit, "not judged",
            ]
        }
        return Markdown.table(
            ["", "budget", "measured", "limit", "details"], rows + unjudged)
    }

    /// The answer of a search, and its levels.
    private var capacity: [String] {
        guard let record = result.snapshot.capacity else { return [] }
        let time = { (time: Int64?) in time.map { NumberText.duration(nanoseconds: $0) } ?? "—" }
        let rows = record.allLevels.prefix(Self.maxRows).map { level, text in
            [
                record.text(level.load), NumberText.grouped(level.requests),
                NumberText.grouped(level.failed),
                level.throughput.map { Rate.perSecond($0).description } ?? "—", time(level.p50),
                time(level.p95), time(level.p99), text,
            ]
        }
        return record.lines.map { "- **\($0.name)** \(Markdown.escaped($0.text))" } + [""]
            + Markdown.table(
                ["level", "requests", "failed", "throughput", "p50", "p95", "p99", "outcome"], rows)
    }

    private var findings: [String] {
        let lines =
            result.findings.filter { $0.budget == nil }.map(\.message) + result.notes
            + result.remarks
        return lines.isEmpty ? [] : lines.map { "- \(Markdown.escaped($0))" } + [""]
    }

    private var labels: [String] {
        var rows = result.labels.prefix(Self.maxRows).map { row($0) }
        if result.labels.count > 1 { rows.append(row(nil)) }
        return Markdown.table(
            [
                "label", "samples", "failed", "error %", "throughput", "p50", "p90", "p95", "p99",
                "max",
            ], rows, rightFrom: 1)
    }

    private func row(_ label: String?) -> [String] {
        let total = result.snapshot.total(of: label) ?? LabelSnapshot()
        let times = total.okResponse
        let throughput = result.snapshot.value(
            of: Metric(.throughput).scoped(
                to: MetricScope(label: label), over: nil, during: nil))
        let counts = [
            label ?? "all", NumberText.grouped(total.requests), NumberText.grouped(total.failed),
            total.errorRate.map { NumberText.decimal($0.fraction * 100, places: 2) } ?? "—",
            throughput?.description ?? "—",
        ]
        let latencies = [50, 90, 95, 99].map { times.percentile($0) } + [times.maximum]
        return counts + latencies.map { $0?.text ?? "—" }
    }

    private var errors: [String] {
        let causes = result.errorsByCause.sorted {
            ($0.value, $1.key.code) > ($1.value, $0.key.code)
        }
        let rows = causes.prefix(Self.maxRows).map {
            [$0.key.description, NumberText.grouped($0.value)]
        }
        return rows.isEmpty ? [] : Markdown.table(["error", "count"], rows, rightFrom: 1)
    }
}
