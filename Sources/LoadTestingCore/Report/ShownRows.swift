/// The rows of a table for a terminal: of many names those with most failures, then those with most
/// requests, in the order that they had.
struct ShownRows {
    /// A name with its requests.
    typealias Row = (name: String, sum: LabelSnapshot)

    /// The maximum of names with a row of their own.
    static let max = 20

    private(set) var shown: [Row] = []
    private(set) var others: [Row] = []

    init(of names: [String], sum: (String) -> LabelSnapshot) {
        let all = names.map { (name: $0, sum: sum($0)) }
        let ranked = all.indices.sorted { a, b in
            let (first, second) = (all[a].sum, all[b].sum)
            return (first.failed, first.requests, b) > (second.failed, second.requests, a)
        }
        let chosen = Set(ranked.prefix(Self.max))
        for (index, row) in all.enumerated() {
            if chosen.contains(index) { shown.append(row) } else { others.append(row) }
        }
    }
}
