import LoadTestingMacrosFree

/// The verdict, the figures that everybody asks for, and the budgets.
extension HTMLReportDocument {
    /// The top of the page.
    var banner: Markup {
        let verdict = result.verdict
        return """
            <header class="card banner \(isRunning ? "running" : verdict.style)">
            <p class="verdict"><span class="mark" aria-hidden="true">\
            \(isRunning ? "…" : verdict.mark)</span>\(isRunning ? "Running" : verdict.word)</p>
            <h1>\(result.name)</h1>
            <p class="note">\(subtitle)</p>\(explanation)
            <dl class="figures">\(figures.map(Self.figure).joined())</dl></header>

            """
    }

    private var subtitle: String {
        let facts = result.snapshot.facts
        let target = [result.target, RunStart.text(facts.startNanoseconds)]
        let mode = result.mode == .dryRun ? ["dry run"] : []
        let level = facts.level == 1 ? [] : ["at \(NumberText.significant(facts.level)) × the load"]
        let scale =
            result.scale == 1 ? [] : ["scaled to \(Ratio(fraction: result.scale).description)"]
        let run = result.shownRun.map { ["figures of run \($0) of \(result.runs.count)"] } ?? []
        return (target + mode + level + scale + run).joined(separator: " · ")
    }

    /// The sentences that a verdict other than a pass needs beside its budgets.
    private var explanation: Markup {
        guard !isRunning else {
            return "<p class=\"lost\" hidden>The test's process does not answer any more.</p>"
        }
        let ofRun = result.findings.filter { $0.budget == nil }.map(\.message)
        let disturbed = result.findings.filter { $0.budget != nil && $0.verdict == .invalid }
            .map(\.message)
        let asked =
            result.findings.isEmpty && result.unjudgedBudgets.isEmpty
            ? ["Nothing was asked: expect(…) holds a run to a budget."] : []
        let gaveWay = result.bottleneckLine.map { ["What gave way: \($0)"] } ?? []
        let lines = (ofRun + disturbed + gaveWay + asked).map { "<li>\($0)</li>" as Markup }
        let heading: Markup =
            result.verdict == .invalid
            ? """
            <p><strong>Invalid run.</strong> The load generator itself failed or disturbed the \
            figures: they say nothing about the server.</p>
            """ : ""
        let links: Markup =
            remarks.isEmpty ? "" : "<p><a href=\"#remarks\">Remarks on this run</a></p>"
        let list: Markup = lines.isEmpty ? "" : "<ul>\(lines.joined())</ul>"
        return heading + list + links
    }

    private var figures: [(name: String, value: String)] {
        let rate = value(Metric(.throughput))
        return [
            ("requests", NumberText.grouped(total.requests)),
            ("duration", result.duration.text), ("throughput", rate),
            ("p50", value(Metric(.percentile(50)))), ("p99", value(Metric(.percentile(99)))),
            ("failed", total.errorRate?.description ?? "—"),
            ("users at most", NumberText.grouped(result.peakActiveUsers)),
        ]
    }

    private func value(_ metric: Metric) -> String {
        result.snapshot.value(of: metric)?.description ?? "—"
    }

    private static func figure(_ name: String, _ value: String) -> Markup {
        "<div><dt>\(name)</dt><dd>\(value)</dd></div>"
    }

    /// A row for each budget: what was asked, what was measured, how sure that is.
    var budgets: HTMLSection {
        var section = HTMLSection("budgets", "Budgets")
        var table = HTMLTable(
            "Budgets",
            [
                .text("verdict"), .text("metric"), .init(title: "measured"), .init(title: "bound"),
                .init(title: "interval"), .init(title: "n"), .text("details"),
            ])
        table.isSortable = false
        table.showsCaption = false
        for finding in result.findings {
            guard let budget = finding.budget else { continue }
            table.add(row(of: finding, budget))
        }
        let why = result.mode == .dryRun ? "a dry run" : "the load is scaled"
        for budget in result.unjudgedBudgets {
            table.add(row(of: budget, "– not judged", "not judged: \(why)"))
        }
        for budget in pending ?? [] { table.add(row(of: budget, "… running", "so far")) }
        if !table.rows.isEmpty { section.add(table.markup) }
        return section
    }

    /// The row of a budget that was not judged.
    private func row(
        of budget: Budget, _ state: Markup, _ detail: String
    ) -> [HTMLTable.Cell] {
        [
            .init(content: "<span class=\"quiet\">\(state)</span>"),
            .text(budget.metric.description), .text(value(budget.metric)), .text(budget.limit),
            .text(""), .text(""), .text(detail),
        ]
    }

    private func row(of finding: Finding, _ budget: Budget) -> [HTMLTable.Cell] {
        let reason = finding.reason.map { " (\($0.description))" } ?? ""
        let place = finding.location.map { " — \($0.fileID):\($0.line)" } ?? ""
        return [
            .init(content: finding.verdict.badge), .text(budget.metric.description),
            .text(finding.measured?.description ?? "—"), .text(finding.limit),
            .text(finding.interval?.description ?? "—"),
            .text(finding.requests.map { NumberText.grouped($0) } ?? "—"),
            .init(
                content: """
                    \(finding.detail)<span class="quiet">\(reason)\(place)</span>
                    """),
        ]
    }

    /// A row for each of several runs.
    var runs: HTMLSection {
        var section = HTMLSection("runs", "Runs")
        guard !result.runs.isEmpty else { return section }
        let metrics = (result.runs.first?.findings ?? []).compactMap(\.budget?.metric)
        var table = HTMLTable(
            "Runs",
            [.text("run"), .text("verdict"), .init(title: "requests"), .init(title: "duration")]
                + metrics.map { .init(title: $0.description) })
        table.isSortable = false
        table.showsCaption = false
        for (index, run) in result.runs.enumerated() {
            let estimates = run.findings.filter { $0.budget != nil }
                .map { HTMLTable.Cell.text($0.measured?.description ?? "—") }
            let shown = result.shownRun == index + 1 ? " (shown here)" : ""
            table.add(
                [
                    .text("\(index + 1)\(shown)"), .init(content: run.verdict.badge),
                    .count(run.requests), .text(run.duration.text),
                ] + estimates)
        }
        section.add(table.markup)
        return section
    }
}
