import LoadTestingMacrosFree

/// The notes on a run that was read from files.
extension ImportedRun {
    /// A line for each file with skipped rows, then for each label of which JMeter's dashboard
    /// shows other percentiles.
    var notes: [String] { files.compactMap(\.note) + windowNotes }

    /// The labels whose percentiles JMeter's dashboard computes from a part of their samples.
    private var windowNotes: [String] {
        let labels = snapshot.labels.enumerated().compactMap { number, label in
            number < windows.count
                ? windowNote(of: label, windows[number], snapshot.total(of: label)) : nil
        }
        let isOne = snapshot.rows.filter { $0.kind == .requests }.count == 1
        let all = isOne ? nil : windowNote(of: nil, allWindow, snapshot.total())
        return [all].compactMap(\.self) + labels
    }

    private static let percents = [90.0, 95, 99]

    /// The difference of JMeter's percentiles; `nil` where it is none of weight.
    private func windowNote(
        of label: String?, _ window: StatisticWindow, _ total: LabelSnapshot?
    ) -> String? {
        guard window.count > StatisticWindow.size, let total else { return nil }
        var all = total.okResponse
        all.merge(total.failedResponse)
        let theirs = window.percentiles(Self.percents)
        let ours = Self.percents.map { all.percentile($0)?.wholeNanoseconds ?? 0 }
        guard zip(theirs, ours).contains(where: Self.differ) else { return nil }
        let name = label.map { "\"\($0.printable(upTo: 80))\"" } ?? "all requests"
        return "JMeter's dashboard computes the percentiles of \(name) from the last"
            + " \(NumberText.grouped(StatisticWindow.size)) of its"
            + " \(NumberText.grouped(window.count)) samples: p90, p95, p99"
            + " \(Self.list(theirs.map { Int64($0 * 1e6) })); of all samples"
            + " \(Self.list(ours))"
    }

    /// Whether milliseconds differ from nanoseconds by more than 2 ms and 5 %.
    private static func differ(_ milliseconds: Double, _ nanoseconds: Int64) -> Bool {
        let ours = Double(nanoseconds) / 1e6
        return abs(milliseconds - ours) > max(2, ours / 20)
    }

    private static func list(_ nanoseconds: [Int64]) -> String {
        nanoseconds.map { NumberText.duration(nanoseconds: $0) }.joined(separator: ", ")
    }
}

extension ImportedRun.File {
    /// The number of rows that were skipped, and the first ones with their reasons.
    fileprivate var note: String? {
        guard skips.count > 0 else { return nil }
        let rows = skips.first.map { "line \($0.line): \($0.reason)" }.joined(separator: "; ")
        let more = skips.count > skips.first.count ? "; …" : ""
        return "\(name): \(NumberText.counted(skips.count, "row")) of"
            + " \(NumberText.grouped(skips.count + self.rows)) skipped: \(rows)\(more)"
    }
}
