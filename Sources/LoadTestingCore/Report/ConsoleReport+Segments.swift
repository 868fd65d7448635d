import LoadTestingMacrosFree

/// The table of the schedule's named segments.
extension ConsoleReport {
    private static let titles = [
        "segment", "samples", "failed", "offered", "achieved", "p50", "p99",
    ]

    /// A row for each segment, in the order of time, and where there are several labels one for
    /// each that has rows.
    var segments: [String] {
        let facts = result.snapshot.facts
        guard !facts.segments.isEmpty else { return [] }
        var table = TextTable([.left] + Array(repeating: .right, count: Self.titles.count - 1))
        table.add(Self.titles)
        let inOrder = facts.segments.sorted {
            ($0.value.lowerBound, $0.key) < ($1.value.lowerBound, $1.key)
        }
        for (name, span) in inOrder { add(name, span, to: &table) }
        return [""] + table.lines(within: width, leavingOut: [], andAtLast: [5, 3])
    }

    private func add(_ segment: String, _ span: Range<Int>, to table: inout TextTable) {
        let offered = result.snapshot.facts.schedule?.meanRate(in: span) ?? 0
        table.add(
            row(
                "\(segment.printable) (\(span.lowerBound) s – \(span.upperBound) s)",
                part(of: nil, in: segment),
                offered: offered > 0 ? Rate.perSecond(offered).description : "—"))
        guard result.labels.count > 1 else { return }
        for (label, _) in shownLabels.shown {
            guard let part = part(of: label, in: segment), part.measured.requests > 0 else {
                continue
            }
            table.add(row("  \(label.printable)", part, offered: ""))
        }
    }

    /// The requests that ended in a segment; `nil` where there is none of its seconds.
    private func part(of label: String?, in segment: String) -> MeasuredPart? {
        let metric = Metric(.throughput).scoped(
            to: MetricScope(label: label), over: nil, during: .segment(segment))
        return try? result.snapshot.part(of: metric, worst: .largest)
    }

    private func row(_ name: String, _ part: MeasuredPart?, offered: String) -> [String] {
        let measured = part?.measured ?? LabelSnapshot()
        return [
            name, NumberText.grouped(measured.requests), NumberText.grouped(measured.failed),
            offered, part?.value(of: Metric(.throughput))?.description ?? "—",
        ] + [50, 99].map { measured.okResponse.percentile($0)?.text ?? "—" }
    }
}
