import LoadTestingMacrosFree

/// Requests by label, and by phase.
extension HTMLReportDocument {
    private static let shownLabels = 10

    /// The table of JMeter's columns, and charts of the labels with the most requests.
    var byLabel: HTMLSection {
        var section = HTMLSection(
            "labels", "Requests by label",
            note: Self.figureNote)
        guard !labels.isEmpty else { return section }
        section.add(statistics.markup)
        if labels.count > 1 {
            section.add(labelTimes)
            section.add(labelRates)
        }
        return section
    }

    private var statistics: HTMLTable {
        var table = HTMLTable(
            "Statistics by label",
            [.text("label")] + Self.figureColumns)
        table.showsCaption = false
        for (name, sum) in labels { table.add([.text(name)] + figures(of: sum)) }
        if labels.count > 1 { table.footer = [.text("all")] + figures(of: total, isAll: true) }
        return table
    }

    static let figureNote: Markup = """
        Times in milliseconds, of successful requests: response time, and the 99th percentile of \
        service time.
        """

    /// JMeter's columns of figures, and one of service time.
    static let figureColumns: [HTMLTable.Column] = [
        "# samples", "fail", "error %", "average", "min", "max", "median", "90th", "95th", "99th",
        "service 99th", "throughput/s", "received KB/s", "sent KB/s",
    ].map { .init(title: $0) }

    /// The figures of some requests, a cell for each of the columns.
    func figures(of sum: LabelSnapshot, isAll: Bool = false) -> [HTMLTable.Cell] {
        let part = result.snapshot.wholePart(sum, isAll: isAll)
        let times = sum.okResponse
        let values = [
            times.meanNanoseconds, times.minimum.map { Double($0.wholeNanoseconds) },
            times.maximum.map { Double($0.wholeNanoseconds) }, times.nanoseconds(at: 50),
            times.nanoseconds(at: 90), times.nanoseconds(at: 95), times.nanoseconds(at: 99),
            sum.okService.nanoseconds(at: 99),
        ]
        let rates = [sum.receivedBytes, sum.sentBytes].map { bytes in
            part.length.map { Double(bytes) / 1_024 / $0 }
        }
        return [
            .count(sum.requests), .count(sum.failed),
            .number(sum.errorRate.map { $0.fraction * 100 }) {
                NumberText.decimal($0, places: 2)
            },
        ] + values.map { .number($0) { NumberText.significant($0 / 1e6) } }
            + [.number(part.value(of: Metric(.throughput))?.number, NumberText.significant)]
            + rates.map { .number($0, NumberText.significant) }
    }

    private var busiest: [String] {
        labels.filter { $0.sum.requests > 0 }.enumerated()
            .sorted { ($0.element.sum.requests, $1.offset) > ($1.element.sum.requests, $0.offset) }
            .prefix(Self.shownLabels).map(\.element.name)
    }

    private var ofMost: String {
        labels.count > Self.shownLabels ? ", the \(Self.shownLabels) labels with most requests" : ""
    }

    private var labelTimes: TimeChart {
        let lines = busiest.map { label in
            (label, course.totals(of: label).map { $0.okResponse.nanoseconds(at: 99) })
        }
        return chart(
            "p99 by label", "response time of successful requests\(ofMost)", .time,
            ChartSeries.coloured(lines), prefersLogarithmic: true)
    }

    private var labelRates: TimeChart {
        let parts = busiest.map { (name: $0, totals: course.totals(of: $0)) }
        var lines = parts.map { ($0.name, course.rates(of: $0.totals, \.requests)) }
        if labels.count > Self.shownLabels {
            let all = course.rates(\.requests)
            let others = all.indices.map { index in
                all[index].map { all in
                    max(0, all - lines.reduce(0) { $0 + ($1.1[index] ?? 0) })
                }
            }
            lines.append(("\(labels.count - Self.shownLabels) others", others))
        }
        return chart(
            "Requests by label", "a second, failed ones included\(ofMost)", .rate,
            ChartSeries.coloured(lines))
    }

    // MARK: - Phases

    /// The phases of exchanges, those without a request left out.
    var phases: HTMLSection {
        var section = HTMLSection(
            "phases", "Phases", note: "Of successful requests that went through each phase.")
        let all = Self.phases.map { (name: $0.name, times: total.phases[keyPath: $0.path]) }
            .filter { $0.times.count > 0 }
        guard !all.isEmpty else { return section }
        var table = HTMLTable(
            "Phases of exchanges",
            [.text("phase")]
                + ["count", "mean", "p50", "p90", "p99", "max"].map { .init(title: $0) })
        table.isSortable = false
        table.showsCaption = false
        for (name, times) in all {
            let values =
                [times.meanNanoseconds] + [50, 90, 99].map(times.nanoseconds)
                + [times.maximum.map { Double($0.wholeNanoseconds) }]
            table.add(
                [.text(name), .count(times.count)]
                    + values.map { .number($0, ChartUnit.time.text) })
        }
        section.add(table.markup)
        let lines = Self.phases.map { phase in
            (phase.name, course.ofTotals { $0.phases[keyPath: phase.path].meanNanoseconds })
        }
        section.add(
            chart(
                "Phases", "mean of each interval", .time, ChartSeries.coloured(lines),
                prefersLogarithmic: true))
        return section
    }

    private static var phases: [(name: String, path: KeyPath<PhaseTimes, HistogramSnapshot>)] {
        [
            ("lookup", \.lookup), ("connect", \.connect), ("tls", \.tls), ("send", \.send),
            ("wait", \.wait), ("receive", \.receive),
        ]
    }
}
