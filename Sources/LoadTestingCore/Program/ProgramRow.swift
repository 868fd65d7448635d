/// The row that samples are counted in: those with the same label, group and tags.
package struct ProgramRow: Hashable, Sendable {
    package var label: String
    /// The number of the group that sends them.
    package var group: Int32
    /// Sorted, each once.
    package var tags: [String]
    /// Whether they are several requests together, which totals leave out.
    package var isTransaction: Bool
}

extension [ProgramRow] {
    /// The labels in the order of the plan, each once.
    package var labels: [String] {
        var seen: Set<String> = []
        return map(\.label).filter { seen.insert($0).inserted }
    }
}
