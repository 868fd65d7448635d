import LoadTestingMacrosFree

/// The course of the run, and the distribution of its times.
extension HTMLReportDocument {
    private static let percents: [Double] = [50, 95, 99, 100]

    /// Times, rates and users over the time of the run.
    var overTime: HTMLSection {
        var section = HTMLSection(
            "course", "Over time",
            note: """
                <span class="live">Drag across a chart to zoom, press Escape to see all again.\
                </span>
                """)
        guard !course.time.instants.isEmpty else { return section }
        section.add(
            chart(
                "Response time", "successful requests, from due to end", .time,
                course.percentiles(Self.percents, of: \.okResponse), prefersLogarithmic: true))
        section.add(
            chart(
                "Service time", "successful requests, from start to end", .time,
                course.percentiles(Self.percents, of: \.okService), prefersLogarithmic: true))
        section.add(throughput)
        section.add(users)
        if plannedRates.contains(where: { $0 ?? 0 > 0 }) { section.add(offered) }
        return section
    }

    /// A chart over time with the marks that all have in common.
    func chart(
        _ title: String, _ note: String, _ unit: ChartUnit, _ series: [ChartSeries],
        prefersLogarithmic: Bool = false
    ) -> TimeChart {
        TimeChart(
            title: title, note: note, unit: unit, series: series, time: course.time,
            prefersLogarithmic: prefersLogarithmic, marks: course.marks)
    }

    private var throughput: TimeChart {
        let failed = ChartSeries(
            name: "failed", values: course.rates(\.failed), colour: ReportPalette.lines)
        return chart(
            "Throughput and errors", "requests that ended, a second", .rate,
            [ChartSeries(name: "succeeded", values: course.rates(\.succeeded), colour: 0)]
                + (total.failed > 0 ? [failed] : []))
    }

    private var users: TimeChart {
        let planned = ChartSeries(
            name: "planned", values: plannedUsers, colour: ReportPalette.lines - 1, isDashed: true)
        return chart(
            "Active users", "at most, in each interval", .count,
            [
                ChartSeries(
                    name: "active", values: course.values { Double($0.activeUsers) }, colour: 0)
            ] + (plannedUsers.contains { $0 ?? 0 > 0 } ? [planned] : []))
    }

    private var offered: TimeChart {
        chart(
            "Offered and started load", "arrivals planned, requests ended, a second", .rate,
            [
                ChartSeries(name: "requests", values: course.rates(\.requests), colour: 0),
                ChartSeries(
                    name: "planned arrivals", values: plannedRates,
                    colour: ReportPalette.lines - 1, isDashed: true),
            ])
    }

    private var plannedUsers: [Double?] {
        let plan = result.snapshot.facts.schedule
        return course.time.instants.map { plan?.users(at: $0) }
    }

    private var plannedRates: [Double?] {
        let plan = result.snapshot.facts.schedule
        return course.time.instants.map { plan?.rate(at: $0) }
    }

    /// Percentile curve and distribution.
    var distribution: HTMLSection {
        var section = HTMLSection("distribution", "Distribution")
        guard total.requests > 0 else { return section }
        let curves = [("response", total.okResponse), ("service", total.okService)]
            .filter { $0.1.count > 0 }
        if !curves.isEmpty { section.add(chart: PercentileChart(histograms: curves).markup) }
        section.add(
            chart: DistributionChart(succeeded: total.okResponse, failed: total.failedResponse)
                .markup)
        return section
    }

    /// Answers by status over time.
    var statuses: HTMLSection {
        var section = HTMLSection("statuses", "Status codes")
        guard !total.statuses.isEmpty else { return section }
        let counts = total.statuses.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let shown = counts.prefix(2 * ReportPalette.lines - 1).map(\.key)
        var lines = shown.map { status in
            (name: "\(status)", values: course.rates { $0.statuses[status] ?? 0 })
        }
        if counts.count > shown.count {
            lines.append(
                (
                    "others",
                    course.rates { total in
                        total.statuses.reduce(0) { $0 + (shown.contains($1.key) ? 0 : $1.value) }
                    }
                ))
        }
        section.add(
            chart("Status codes", "answers a second", .rate, ChartSeries.coloured(lines)))
        var table = HTMLTable(
            "Answers by status", [.text("status"), .init(title: "answers"), .init(title: "share")])
        let all = counts.reduce(0) { $0 + $1.value }
        for (status, count) in counts {
            table.add([
                .init(content: "\(status)", key: Double(status)), .count(count),
                .number(Double(count) / Double(max(1, all)), ChartUnit.percent.text),
            ])
        }
        section.add(table.markup)
        return section
    }
}
