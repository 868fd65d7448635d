import LoadTestingMacrosFree

/// What a reader has to know of answers and connections, also when every budget holds.
struct ExchangeRemarks {
    let run: RunSnapshot
    /// What was measured of each label.
    private let measured: [(label: String, measured: LabelSnapshot)]

    init(run: RunSnapshot) {
        self.run = run
        measured = run.labels.map { label in
            let sum = run.sum(of: label, over: run.judgedIntervals)
            return (label: label, measured: sum ?? LabelSnapshot())
        }
    }

    /// More labels share one line.
    private static let most = 10

    /// Sentences: answers other than 2xx, what was sent again, bytes that nobody had asked for.
    var lines: [String] { (answers + resent + strays).map(\.printable) }

    /// Answers by label where some were other than 2xx, those with the most of them first.
    private var answers: [String] {
        let found = measured.map { Answers(label: $0.label, statuses: $0.measured.statuses) }
            .filter { $0.others > 0 }.sorted { $0.others > $1.others }
        let rest = found.dropFirst(Self.most)
        guard !rest.isEmpty else { return found.map(\.text) }
        let statuses = rest.reduce(into: [:]) { $0.merge($1.statuses, uniquingKeysWith: +) }
        let name = "\(NumberText.grouped(rest.count)) further labels"
        return found.prefix(Self.most).map(\.text) + [Answers(label: name, statuses: statuses).text]
    }

    private var resent: [String] {
        let counts: [String: UInt64] = measured.reduce(into: [:]) { counts, part in
            if part.measured.resent > 0 { counts[part.label] = part.measured.resent }
        }
        let count = counts.values.reduce(0, +)
        guard count > 0 else { return [] }
        return [
            "\(NumberText.grouped(count)) of \(NumberText.grouped(run.total()?.requests ?? 0))"
                + " requests were sent again: their kept connection ended within 1 ms or two round"
                + " trips of the write, unacknowledged (\(Self.listed(counts)))"
        ]
    }

    private var strays: [String] {
        let counts = run.health.strayBytes
        let count = counts.values.reduce(0, +)
        guard count > 0 else { return [] }
        let isKnown = counts.keys.contains { !$0.isEmpty }
        return [
            "\(NumberText.counted(Int(count), "kept connection")) brought bytes that nobody had"
                + " asked for and \(count == 1 ? "was" : "were") closed"
                + (isKnown ? ": they came behind answers to \(Self.listed(counts))" : "")
        ]
    }

    /// `GET /a 12, GET /b 3`, the most first.
    private static func listed(_ counts: [String: UInt64]) -> String {
        let sorted = counts.filter { !$0.key.isEmpty }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
        let shown = sorted.prefix(most).map { "\($0.key) \(NumberText.grouped($0.value))" }
        return (shown + (sorted.count > most ? ["…"] : [])).joined(separator: ", ")
    }
}

/// The answers to the requests of a label.
private struct Answers {
    let label: String
    let statuses: [Int: UInt64]

    private var all: UInt64 { statuses.values.reduce(0, +) }
    private var unusual: [(key: Int, value: UInt64)] {
        statuses.filter { !(200..<300).contains($0.key) }
            .sorted { ($0.value, $1.key) > ($1.value, $0.key) }
    }

    /// How many were other than 2xx.
    var others: UInt64 { unusual.reduce(0) { $0 + $1.value } }

    /// Which ones, and of how many.
    var text: String {
        let start =
            "\(NumberText.grouped(others)) of \(NumberText.grouped(all)) answers to \(label) were"
        if unusual.count == 1, let only = unusual.first { return "\(start) \(only.key)" }
        let shown = unusual.prefix(8).map { "\($0.key) \(NumberText.grouped($0.value))" }
        let list = (shown + (unusual.count > 8 ? ["…"] : [])).joined(separator: ", ")
        return "\(start) no 2xx: \(list)"
    }
}
