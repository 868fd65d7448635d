import LoadTestingMacrosFree

/// A run as text: verdict first, then a table per label, errors by cause, the generator itself.
package struct ConsoleReport {
    let result: LoadTestResult
    let style: TextStyle
    /// All judged requests, summed once.
    let total: LabelSnapshot

    package init(_ result: LoadTestResult, style: TextStyle = .plain) {
        self.result = result
        self.style = style
        total = result.snapshot.total() ?? LabelSnapshot()
    }

    /// The report, lines without a break at the end.
    package var text: String {
        ([heading] + runs + findings + remarks + [""] + table + clocks + phases + errors + [""]
            + custom + server + generator)
            .joined(separator: "\n")
    }

    /// Verdict and findings alone.
    package var verdictText: String { ([heading] + runs + findings).joined(separator: "\n") }

    private var heading: String {
        "\(style.mark(result.verdict)) \(result.name.printable): \(result.verdict.rawValue)"
            + " · \(result.target) · \(NumberText.grouped(total.requests)) requests"
            + " in \(result.duration.text)" + ofRun + atLevel
            + (result.scale == 1
                ? ""
                : " · scaled to \(Ratio(fraction: result.scale)): does not show the behaviour at"
                    + " \(fullLoad)")
    }

    private var atLevel: String {
        let level = result.snapshot.facts.level
        return level == 1 ? "" : " · at \(NumberText.significant(level)) × the plan's load"
    }

    private var fullLoad: String {
        result.plannedUsers > 0
            ? NumberText.counted(result.plannedUsers, "user") : "the rates of the plan"
    }

    // MARK: - Findings

    private var findings: [String] {
        var table = TextTable([.left, .left, .left, .left, .left])
        for finding in result.findings {
            guard let budget = finding.budget else { continue }
            table.add([
                style.mark(finding.verdict), budget.metric.description.printable,
                finding.measured?.description ?? "—", finding.limit, finding.detail,
            ])
        }
        for budget in result.unjudgedBudgets {
            table.add([
                style.unjudgedMark, budget.metric.description.printable,
                result.snapshot.value(of: budget.metric)?.description ?? "—", budget.limit,
                result.mode == .dryRun
                    ? "not judged: a dry run" : "not judged: the load is scaled",
            ])
        }
        let ofRun = result.findings.filter { $0.budget == nil }
        let review = HealthReview(result.snapshot)
        let nothing = result.findings.isEmpty && result.unjudgedBudgets.isEmpty
        return table.lines + ofRun.map { "\(style.mark($0.verdict)) \($0.message)" }
            + result.notes.map { "! \($0)" }
            + [review.userShortage].compactMap { $0.map { "  \($0)" } }
            + review.suspects.map { "  suspect: \($0)" }
            + (nothing ? ["  nothing was asked: expect(…) holds a run to a budget"] : [])
    }

    // MARK: - Table

    private var table: [String] {
        var table = TextTable([.left] + Array(repeating: .right, count: 12))
        table.add([
            "label", "samples", "failed", "error %", "throughput", "p50", "p90", "p95", "p99",
            "max", "min", "mean", "received",
        ])
        for label in result.labels {
            result.snapshot.total(of: label).map {
                add($0, named: label.printable, isAll: false, to: &table)
            }
        }
        if result.labels.count > 1 { add(total, named: "all", isAll: true, to: &table) }
        return table.lines
    }

    /// A line for the requests that succeeded, and a second one where some failed.
    private func add(
        _ label: LabelSnapshot, named name: String, isAll: Bool, to table: inout TextTable
    ) {
        let part = result.snapshot.wholePart(label, isAll: isAll)
        let errorRate = label.errorRate.map { NumberText.decimal($0.fraction * 100, places: 2) }
        table.add(
            [
                name, NumberText.grouped(label.requests), NumberText.grouped(label.failed),
                errorRate ?? "—", part.value(of: Metric(.throughput))?.description ?? "—",
            ] + times(of: label.okResponse) + [NumberText.bytes(label.receivedBytes)])
        guard label.failed > 0 else { return }
        table.add(
            ["  failed", NumberText.grouped(label.failed), "", "", ""]
                + times(of: label.failedResponse) + [""])
    }

    private func times(of histogram: HistogramSnapshot) -> [String] {
        [
            histogram.percentile(50), histogram.percentile(90), histogram.percentile(95),
            histogram.percentile(99), histogram.maximum, histogram.minimum, histogram.mean,
        ].map { $0?.text ?? "—" }
    }

    // MARK: - Errors

    private var errors: [String] {
        guard total.errors > 0 else { return [] }
        var table = TextTable([.left, .right, .right, .left])
        table.add(["errors", "count", "of all", "example"])
        let counts = total.causes.sorted { ($0.value, $1.key.code) > ($1.value, $0.key.code) }
        for (cause, count) in counts {
            let all = total.requests + total.brokenIterations
            let share = Ratio(fraction: Double(count) / Double(all))
            table.add([
                cause.description, NumberText.grouped(count),
                NumberText.decimal(share.fraction * 100, places: 2) + " %",
                result.failedExamples.first { $0.cause == cause }.map(text) ?? "",
            ])
        }
        return [""] + table.lines
    }

    private func text(of example: FailedExchange) -> String {
        let answer = example.status.map { "→ \($0) " } ?? ""
        let body = example.body.printable(upTo: 160)
        let gap = example.explanation.isEmpty || body.isEmpty ? "" : " "
        return "\(example.request.printable(upTo: 300)) \(answer)"
            + "\(example.explanation.printable(upTo: 300))\(gap)\(body)"
    }

    // MARK: - The generator

    private var generator: [String] {
        [load] + arrivals + warmUp + [connections] + addresses + [own]
            + (result.health.idleClosed > 0 ? [idleClosed] : [])
            + (HealthReview(result.snapshot).notes + flow).map { "           \($0)" }
    }

    /// The lines of steps and scenarios.
    private var flow: [String] {
        var lines: [String] = []
        if result.snapshot.end == .stopped { lines.append("the plan ended the load: StopTest") }
        if result.pauseScale != 1 {
            lines.append("pauses scaled to \(Ratio(fraction: result.pauseScale))")
        }
        let overruns = result.health.overruns
        if overruns > 0 {
            lines.append(
                "\(NumberText.grouped(overruns)) passes of a Pace were late and caught up")
        }
        let blocked = result.health.blockedNanoseconds.sorted { $0.value > $1.value }
        for (scenario, nanoseconds) in blocked {
            lines.append(
                "scenario \"\(scenario.printable)\" kept its thread for"
                    + " \(NumberText.duration(nanoseconds: nanoseconds)): a call that blocks delays"
                    + " every user; await instead")
        }
        return lines
    }

    private var load: String {
        let snapshot = result.snapshot
        var parts = ["at most \(NumberText.counted(result.peakActiveUsers, "user")) active"]
        if snapshot.unstartedUsers > 0 {
            parts.append(
                "\(NumberText.grouped(snapshot.unstartedUsers)) users never started: their group"
                    + " had ended")
        }
        if snapshot.abandonedExchanges > 0 {
            parts.append(
                "\(NumberText.grouped(snapshot.abandonedExchanges)) requests under way were given"
                    + " up and are not counted")
        }
        return "load       " + parts.joined(separator: ", ")
            + (isImported ? "" : ", seed \(result.seed.value)")
    }

    /// Of the whole run: connections of a stated warm-up are those that serve later.
    private var connections: String {
        let snapshot = result.snapshot
        let total =
            snapshot.total(of: .everything, in: snapshot.intervals, counters: [])
            ?? LabelSnapshot()
        return
            "network    \(NumberText.counted(Int(total.openedConnections), "connection"))"
            + " opened"
            + ", \(NumberText.bytes(total.sentBytes)) sent"
            + ", \(NumberText.bytes(total.receivedBytes)) received"
    }

    private var isImported: Bool { result.snapshot.facts.isImported }

    private var own: String {
        guard !isImported else {
            return "generator  not known: read from a file; response times are service times"
        }
        let health = result.health
        let share =
            result.snapshot.durationNanoseconds > 0
            ? Ratio(
                fraction: Double(health.processorNanoseconds)
                    / Double(result.snapshot.durationNanoseconds)) : Ratio(fraction: 0)
        let delay = result.snapshot.ownDelay(99)?.text ?? "—"
        let late = health.startDelay.count(above: .milliseconds(10), orAt: false)
        return "generator  \(health.processorTime.text) of CPU"
            + " (\(NumberText.decimal(share.fraction * 100, places: 0)) % of a core)"
            + ", \(NumberText.bytes(health.peakMemoryBytes)) of memory at most"
            + ", its own delay \(delay) (p99)"
            + ", \(NumberText.grouped(late)) starts over 10 ms late" + Self.buildNote
    }

    private var idleClosed: String {
        "           \(NumberText.grouped(result.health.idleClosed)) idle connections were closed by"
            + " the server"
    }

    /// The build mode of the library.
    private static var buildNote: String {
        #if DEBUG
            ", debug build"
        #else
            ""
        #endif
    }
}

extension LoadTestResult: CustomStringConvertible {
    /// The report, as a run prints it, without colours.
    public var description: String { ConsoleReport(self).text }
}
