import LoadTestingMacrosFree

/// The table of labels, in all groups and in each.
extension ConsoleReport {
    private static let titles = [
        "label", "samples", "failed", "error %", "throughput", "p50", "p90", "p95", "p99", "max",
        "min", "mean", "received",
    ]
    /// The columns that a narrow reader goes without, in this order.
    private static let omissible = columns("received", "mean", "min", "max", "p90", "error %")
    /// Those that are left out where shorter labels are not enough; a line below has the failures.
    private static let omissibleAtLast = columns("p95", "failed")

    private static func columns(_ names: String...) -> [Int] {
        names.compactMap { titles.firstIndex(of: $0) }
    }

    /// A row for each label, one for each of its groups where there are several, and their sum.
    var labels: [String] {
        var table = TextTable([.left] + Array(repeating: .right, count: Self.titles.count - 1))
        table.add(Self.titles)
        let groups = result.snapshot.groupsByLabel
        for label in result.labels {
            add(label, in: groups[label] ?? [], to: &table)
        }
        if result.labels.count > 1 { add(total, named: "all", isAll: true, to: &table) }
        return table.lines(
            within: width, leavingOut: Self.omissible, andAtLast: Self.omissibleAtLast)
    }

    private func add(_ label: String, in groups: [String], to table: inout TextTable) {
        guard let sum = result.snapshot.total(of: label) else { return }
        add(sum, named: label.printable, to: &table)
        guard groups.count > 1 else { return }
        for group in groups {
            let scope = SampleScope(label: label, group: group)
            if let sum = result.snapshot.total(of: scope) {
                add(sum, named: "in \(group.printable)", indent: "  ", to: &table)
            }
        }
    }

    /// A line for the requests that succeeded, and a second one where some failed.
    private func add(
        _ label: LabelSnapshot, named name: String, indent: String = "", isAll: Bool = false,
        to table: inout TextTable
    ) {
        let part = result.snapshot.wholePart(label, isAll: isAll)
        let errorRate = label.errorRate.map { NumberText.decimal($0.fraction * 100, places: 2) }
        table.add(
            [
                indent + name, NumberText.grouped(label.requests), NumberText.grouped(label.failed),
                errorRate ?? "—", part.value(of: Metric(.throughput))?.description ?? "—",
            ] + times(of: label.okResponse) + [NumberText.bytes(label.receivedBytes)])
        guard label.failed > 0 else { return }
        table.add(
            ["\(indent)  failed", NumberText.grouped(label.failed), "", "", ""]
                + times(of: label.failedResponse) + [""])
    }

    private func times(of histogram: HistogramSnapshot) -> [String] {
        [
            histogram.percentile(50), histogram.percentile(90), histogram.percentile(95),
            histogram.percentile(99), histogram.maximum, histogram.minimum, histogram.mean,
        ].map { $0?.text ?? "—" }
    }
}

extension RunSnapshot {
    /// The names of the groups that have a row of each label, in the order of the plan.
    fileprivate var groupsByLabel: [String: [String]] {
        rows.reduce(into: [:]) { groups, row in
            guard let name = groupName(of: row) else { return }
            if groups[row.label]?.contains(name) != true {
                groups[row.label, default: []].append(name)
            }
        }
    }
}
