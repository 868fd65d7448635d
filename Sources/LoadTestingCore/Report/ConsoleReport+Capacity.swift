import LoadTestingMacrosFree

/// The answer of a search, and its levels.
extension ConsoleReport {
    /// The lines that say how much the target can take, and whether it changed meanwhile; nothing
    /// for a run without a search.
    var capacity: [String] {
        guard let record = result.snapshot.capacity else { return [] }
        return record.lines.map { "\($0.name)\(padding(after: $0.name))\($0.text.printable)" }
    }

    private func padding(after name: String) -> String {
        String(repeating: " ", count: max(1, 11 - name.count))
    }

    /// A line for each level of a search, the highest load first.
    var levels: [String] {
        guard let record = result.snapshot.capacity else { return [] }
        var table = TextTable([.left, .right, .right, .right, .right, .right, .right, .left])
        table.add(["level", "s", "requests", "failed", "p50", "p95", "p99", ""])
        for (level, text) in record.allLevels {
            table.add([
                record.text(level.load), "\(level.seconds)", NumberText.grouped(level.requests),
                NumberText.grouped(level.failed), time(level.p50), time(level.p95),
                time(level.p99), text.printable,
            ])
        }
        return table.lines + [""]
    }

    private func time(_ nanoseconds: Int64?) -> String {
        nanoseconds.map { NumberText.duration(nanoseconds: $0) } ?? "—"
    }
}

extension CapacityRecord {
    /// The answer, and what the search has found beside it: a line each, with its name.
    var lines: [(name: String, text: String)] {
        let seconds = levels.reduce(0) { $0 + $1.seconds }
        let found = rate.map { "\(Rate.perSecond($0))" } ?? "none"
        let levels = "\(NumberText.counted(levels.count, "level")) in \(seconds) s"
        let overload = overload.flatMap { $0.levels.isEmpty ? nil : $0 }
        return [
            (name: "capacity", text: "\(found): \(answer) (\(levels))"),
            drift.map { (name: "drift", text: text($0)) },
            knee.map { (name: "knee", text: "from \(text($0)) on p95 rises steeply") },
            overload.map { (name: "overload", text: $0.text) },
            overload?.recovery.map { (name: "recovery", text: $0.text) },
        ].compactMap(\.self)
    }

    private func text(_ drift: LevelDrift) -> String {
        "the target became \(drift.last > drift.first ? "slower" : "faster") during the search: at"
            + " \(text(drift.load)) p50 was \(NumberText.duration(nanoseconds: drift.first)) at"
            + " first, \(NumberText.duration(nanoseconds: drift.last)) at the end"
    }

    /// The levels with their outcome in words, the highest load first.
    var allLevels: [(level: LoadLevel, text: String)] {
        let beyond = (overload?.levels ?? []).map {
            (
                level: $0.level,
                text: "\(OverloadRecord.text(of: $0.factor)) the capacity, "
                    + $0.level.text
            )
        }
        return (levels.map { (level: $0, text: $0.text) } + beyond)
            .sorted { $0.level.load > $1.level.load }
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
