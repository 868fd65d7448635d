import LoadTestingMacrosFree

/// The answer of a search, and its levels.
extension ConsoleReport {
    /// The lines that say how much the target can take, and whether it changed meanwhile; nothing
    /// for a run without a search.
    var capacity: [String] {
        guard let record = result.snapshot.capacity else { return [] }
        let seconds = record.levels.reduce(0) { $0 + $1.seconds }
        let found = record.rate.map { "\(Rate.perSecond($0))" } ?? "none"
        return [
            "capacity   \(found): \(record.answer.printable) ("
                + "\(NumberText.counted(record.levels.count, "level")) in \(seconds) s)"
        ] + [record.drift.map { "drift      \(text($0, in: record))" }].compactMap(\.self)
    }

    private func text(_ drift: LevelDrift, in record: CapacityRecord) -> String {
        "the target became \(drift.last > drift.first ? "slower" : "faster") during the search: at"
            + " \(record.text(drift.load)) p50 was \(time(drift.first)) at first,"
            + " \(time(drift.last)) at the end"
    }

    /// A line for each level of a search, the highest load first.
    var levels: [String] {
        guard let record = result.snapshot.capacity else { return [] }
        var table = TextTable([.left, .right, .right, .right, .right, .right, .right, .left])
        table.add(["level", "s", "requests", "failed", "p50", "p95", "p99", ""])
        for level in record.levels.sorted(by: { $0.load > $1.load }) {
            table.add([
                record.text(level.load), "\(level.seconds)", NumberText.grouped(level.requests),
                NumberText.grouped(level.failed), time(level.p50), time(level.p95),
                time(level.p99), level.text.printable,
            ])
        }
        return table.lines + [""]
    }

    private func time(_ nanoseconds: Int64?) -> String {
        nanoseconds.map { NumberText.duration(nanoseconds: $0) } ?? "—"
    }
}

extension LoadLevel {
    /// Its outcome in words.
    var text: String {
        switch outcome {
        case .held: isRepeated ? "held, once more" : "held"
        case .missed: "missed: \(reason)"
        case .undecided: "undecided: \(reason)"
        case .generator: "the generator: \(reason)"
        }
    }
}
