import LoadTestingMacrosFree

/// The server's resources, on the time axis of the load.
extension HTMLReportDocument {
    /// Charts of what was watched of each server.
    var server: HTMLSection {
        var section = HTMLSection("server", "Server resources")
        for (number, record) in result.snapshot.servers.enumerated() {
            if result.snapshot.servers.count > 1 {
                section.add("<h3>\(record.name)</h3>")
            }
            for chart in charts(of: number, record) { section.add(chart) }
            if record.processes.count > 1 { section.add(processes(of: record).markup) }
            let remarks =
                [record.name + (record.isShared ? ", in the load generator's own process" : "")]
                + record.gaps.map { "a part only: \($0.text)" } + record.remarks
                + record.unseen.map { "not seen: \($0)" }
            let lines = remarks.map { "<li>\($0)</li>" as Markup }
            section.add("<ul class=\"note\">\(lines.joined())</ul>\n")
        }
        return section
    }

    private func charts(of number: Int, _ record: ServerRecord) -> [TimeChart] {
        let seen = Set(result.snapshot.serverUse(of: number).levels.keys)
        let plain = Self.groups.map { group in
            let series = group.series.filter { seen.contains($0.series) }
            return chart(
                group.title, group.note, group.unit,
                ChartSeries.coloured(
                    series.map { entry in
                        (entry.name, values(of: entry.series, number, group.unit))
                    }))
        }
        return plain + own(number, record, seen)
    }

    /// Of levels the peak, of rates the mean.
    private func values(of series: ServerSeries, _ number: Int, _ unit: ChartUnit) -> [Double?] {
        course.values { interval in
            guard let level = interval.servers[number]?[series] else { return nil }
            switch unit {
            case .count, .bytes: return level.peak ?? level.mean
            case .time, .rate, .byteRate, .percent: return level.mean
            }
        }
    }

    /// Connections by port, and the metrics of the server's own endpoint.
    private func own(
        _ number: Int, _ record: ServerRecord, _ seen: Set<ServerSeries>
    ) -> [TimeChart] {
        let sorted = seen.sorted { $0.name < $1.name }
        let ports = sorted.compactMap { series in
            if case .connections(let port) = series {
                (name: "to port \(port)", values: values(of: series, number, .count))
            } else {
                nil
            }
        }
        let scraped = sorted.compactMap { series -> TimeChart? in
            guard case .scraped(let name) = series, record.unratedSamples[name] == nil else {
                return nil
            }
            let unit = record.scrapedCounters.contains(name) ? ChartUnit.rate : .count
            return chart(
                name, "from the server's metrics endpoint", unit,
                ChartSeries.coloured([(name, values(of: series, number, unit))]))
        }
        return [
            chart(
                "Connections by port", "at most, in each interval", .count,
                ChartSeries.coloured(ports))
        ] + scraped.prefix(20)
    }

    private func processes(of record: ServerRecord) -> HTMLTable {
        var table = HTMLTable(
            "Processes of the server",
            [.text("process")]
                + ["CPU", "memory", "files", "threads"].map { .init(title: $0) })
        let busiest = record.processes.sorted { Self.seconds($0) > Self.seconds($1) }
        for process in busiest.prefix(50) {
            let share = process.seconds > 0 ? Self.seconds(process) / process.seconds : 0
            let end = process.hasEnded ? ", ended" : ""
            table.add([
                .text("\(process.name) (\(process.identifier))\(end)"),
                .number(share, ChartUnit.percent.text),
                .number(Double(process.peakMemoryBytes), ChartUnit.bytes.text),
                .number(process.peakOpenFiles.map(Double.init), ChartUnit.count.text),
                .count(process.peakThreads),
            ])
        }
        return table
    }

    private static func seconds(_ process: ServerRecord.Process) -> Double {
        process.userSeconds + process.systemSeconds
    }

    private typealias Group = (
        title: String, note: String, unit: ChartUnit, series: [(series: ServerSeries, name: String)]
    )

    private static var groups: [Group] {
        [
            (
                "Processor time", "of one core; several cores are more than 100 %", .percent,
                [(.cpu, "server"), (.systemCPU, "of it system"), (.machineCPU, "whole machine")]
            ),
            ("Memory", "resident, at most", .bytes, [(.memory, "memory"), (.swap, "swapped")]),
            (
                "Files, threads, processes", "at most, in each interval", .count,
                [(.openFiles, "open files"), (.threads, "threads"), (.processes, "processes")]
            ),
            (
                "Connections", "TCP, at most", .count,
                [
                    (.established, "established"), (.acceptQueue, "waiting to be accepted"),
                    (.closeWait, "CLOSE_WAIT"), (.timeWait, "TIME_WAIT"),
                ]
            ),
            (
                "Disk", "bytes a second", .byteRate,
                [(.diskRead, "read"), (.diskWritten, "written")]
            ),
            (
                "Network of the machine", "bytes a second, loopback included", .byteRate,
                [(.networkReceived, "received"), (.networkSent, "sent")]
            ),
            (
                "Context switches", "a second", .rate,
                [(.voluntarySwitches, "voluntary"), (.involuntarySwitches, "involuntary")]
            ),
            ("Throttling", "share of time, by the cgroup", .percent, [(.throttled, "throttled")]),
        ]
    }
}
