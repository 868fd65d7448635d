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

    /// A row for each label, one for each of its groups where there are several, one for the labels
    /// that are too many, one for each tag, and the sum.
    var labels: [String] {
        var table = TextTable([.left] + Array(repeating: .right, count: Self.titles.count - 1))
        table.add(Self.titles)
        let groups = result.snapshot.groupsByLabel
        for (label, sum) in shownLabels.shown {
            add(label, sum, in: groups[label] ?? [], to: &table)
        }
        addOthers(to: &table)
        addTags(to: &table)
        if result.labels.count > 1 { add(total, named: "all", isAll: true, to: &table) }
        return table.lines(
            within: width, leavingOut: Self.omissible, andAtLast: Self.omissibleAtLast)
    }

    private func add(
        _ label: String, _ sum: LabelSnapshot, in groups: [String], to table: inout TextTable
    ) {
        add(sum, named: label.printable, to: &table)
        guard groups.count > 1 else { return }
        for group in groups {
            let scope = SampleScope(label: label, group: group)
            if let sum = result.snapshot.total(of: scope) {
                add(sum, named: "in \(group.printable)", indent: "  ", to: &table)
            }
        }
    }

    /// A row for labels without one; transactions, which are no requests, have their own.
    private func addOthers(to table: inout TextTable) {
        for (isTransaction, word) in [(false, "other"), (true, "other transaction")] {
            let others = shownLabels.others.filter {
                result.snapshot.isTransaction(label: $0.name) == isTransaction
            }
            guard !others.isEmpty else { continue }
            let sum = others.reduce(into: LabelSnapshot()) { $0.merge($1.sum) }
            add(sum, named: NumberText.counted(others.count, word), to: &table)
        }
    }

    private func addTags(to table: inout TextTable) {
        let tags = ShownRows(of: result.tags) {
            result.snapshot.total(of: SampleScope(tag: $0)) ?? LabelSnapshot()
        }
        for (tag, sum) in tags.shown { add(sum, named: "tagged \(tag.printable)", to: &table) }
        // They may have requests in common, which have no sum.
        if !tags.others.isEmpty {
            table.add([NumberText.counted(tags.others.count, "other tag")])
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
