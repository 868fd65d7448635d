import LoadTestingMacrosFree

/// The answer of a search, and its levels.
extension HTMLReportDocument {
    /// The load that the target can take, what became of it beyond that, and a row for each level;
    /// nothing for a run without a search.
    var capacity: HTMLSection {
        var section = HTMLSection(
            "capacity", "Capacity",
            note: "The other sections show the run at the highest load that held.")
        guard let record = result.snapshot.capacity else { return section }
        let lines = record.lines.map { name, text in
            "<li><strong>\(name)</strong> \(text)</li>" as Markup
        }
        section.add("<ul>\(lines.joined())</ul>\n")
        section.add(levels(of: record).markup)
        return section
    }

    private func levels(of record: CapacityRecord) -> HTMLTable {
        var table = HTMLTable(
            "Levels of the search",
            [
                .init(title: "level"), .init(title: "seconds"), .init(title: "requests"),
                .init(title: "failed"), .init(title: "throughput"), .init(title: "p50"),
                .init(title: "p95"), .init(title: "p99"), .text("outcome"),
            ])
        table.showsCaption = false
        for (level, text) in record.allLevels {
            let times = [level.p50, level.p95, level.p99].map { time in
                HTMLTable.Cell.number(time.map { Double($0) / 1e9 }) {
                    NumberText.duration(nanoseconds: Int64($0 * 1e9))
                }
            }
            table.add(
                [
                    .init(content: "\(record.text(level.load))", key: level.load),
                    .count(level.seconds), .count(level.requests), .count(level.failed),
                    .number(level.throughput) { Rate.perSecond($0).description },
                ] + times + [.text(text)])
        }
        return table
    }
}
