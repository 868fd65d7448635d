/// The samples that a figure is of: those of all rows with the stated label, group and tag.
package struct SampleScope: Hashable, Sendable {
    /// The label; `nil` for any.
    package var label: String?
    /// The name of the group; `nil` for any.
    package var group: String?
    /// A tag among the row's; `nil` for any, or none.
    package var tag: String?

    package init(label: String? = nil, group: String? = nil, tag: String? = nil) {
        self.label = label
        self.group = group
        self.tag = tag
    }

    /// All samples.
    package static let everything = SampleScope()

    /// Whether label and tag allow a row; its group aside.
    func allows(_ row: SampleRow) -> Bool {
        (label == nil || label == row.label) && (tag.map(row.tags.contains) ?? true)
    }
}
