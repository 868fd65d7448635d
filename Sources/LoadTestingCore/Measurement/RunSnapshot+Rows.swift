extension RunSnapshot {
    /// The labels in the order of the plan, each once.
    package var labels: [String] { distinct(rows.map(\.label)) }

    /// The labels of requests, without those of transactions.
    package var requestLabels: [String] {
        distinct(rows.filter { $0.kind == .requests }.map(\.label))
    }

    /// The names of groups in the order of the plan, each once.
    package var groupNames: [String] { distinct(groups.map(\.name)) }

    /// All tags in the order of the plan, each once.
    package var tags: [String] { distinct(rows.flatMap(\.tags)) }

    /// The labels of the rows in a scope.
    package func labels(in scope: SampleScope) -> Set<String> {
        Set(rows.filter { isWanted($0, in: scope) }.map(\.label))
    }

    private func distinct(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// The name of a row's group; `nil` where it is not known.
    package func groupName(of row: SampleRow) -> String? {
        guard let group = row.group, groups.indices.contains(Int(group)) else { return nil }
        return groups[Int(group)].name
    }

    /// Whether a row is in a scope.
    func isWanted(_ row: SampleRow, in scope: SampleScope) -> Bool {
        scope.allows(row) && (scope.group == nil || scope.group == groupName(of: row))
    }
}
