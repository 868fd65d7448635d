import LoadTestingMacrosFree

/// Remarks on answers and connections, made also when every budget holds.
struct ExchangeRemarks {
    let run: RunSnapshot
    /// The measurements of each label.
    private let measured: [(label: String, measured: LabelSnapshot)]

    init(run: RunSnapshot) {
        self.run = run
        measured = run.labels.map { label in
            (label: label, measured: run.total(of: label) ?? LabelSnapshot())
        }
    }

    /// The maximum labels that get a remark of their own; more of them share one.
    private static let maxLabels = 10

    /// Answers other than 2xx, requests sent again, and unrequested bytes.
    var found: [RunRemark] { answers + [resent, strays].compactMap(\.self) }

    /// Answers by label where some were other than 2xx, sorted by the number of these.
    private var answers: [RunRemark] {
        let found = measured.map { (label: $0.label, answers: Answers($0.measured.statuses)) }
            .filter { $0.answers.others > 0 }.sorted { $0.answers.others > $1.answers.others }
        let rest = found.dropFirst(Self.maxLabels)
        let single = found.prefix(Self.maxLabels).map {
            RunRemark.answers($0.answers, label: $0.label)
        }
        guard !rest.isEmpty else { return single }
        let statuses = rest.reduce(into: [:]) {
            $0.merge($1.answers.statuses, uniquingKeysWith: +)
        }
        return single + [.answersOfFurtherLabels(Answers(statuses), labels: rest.count)]
    }

    private var resent: RunRemark? {
        let counts: [String: UInt64] = measured.reduce(into: [:]) { counts, part in
            if part.measured.resent > 0 { counts[part.label] = part.measured.resent }
        }
        guard !counts.isEmpty else { return nil }
        return .resent(counts, of: run.total()?.requests ?? 0)
    }

    private var strays: RunRemark? {
        let counts = run.health.strayBytes
        return counts.values.reduce(0, +) > 0 ? .strays(counts) : nil
    }
}
