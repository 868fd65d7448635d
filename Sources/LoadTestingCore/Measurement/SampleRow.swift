/// The row that samples are counted in: those with the same label, group and tags.
package struct SampleRow: Hashable, Codable, Sendable {
    /// The meaning of a row.
    package enum Kind: String, Hashable, Codable, Sendable {
        /// Requests, which totals count.
        case requests
        /// Several requests together, which totals leave out.
        case transaction
    }

    package var label: String
    /// The number of the group that sends them; `nil` where it is not known.
    package var group: Int32?
    /// Sorted, each once.
    package var tags: [String]
    package var kind: Kind

    package init(
        label: String, group: Int32? = nil, tags: [String] = [], kind: Kind = .requests
    ) {
        self.label = label
        self.group = group
        self.tags = tags
        self.kind = kind
    }
}
