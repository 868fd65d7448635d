/// The requests that a metric is about: those that have all of the stated label, group and tag.
package struct MetricScope: Hashable, Codable, Sendable {
    /// The label; `nil` for any.
    package var label: String?
    /// The name of the group that sends them; `nil` for any.
    package var group: String?
    /// A tag among theirs; `nil` for any, or none.
    package var tag: String?

    package init(label: String? = nil, group: String? = nil, tag: String? = nil) {
        self.label = label
        self.group = group
        self.tag = tag
    }

    /// All requests.
    package static let everything = MetricScope()

    /// This scope, completed by what another one states.
    func over(_ other: MetricScope) -> MetricScope {
        MetricScope(
            label: label ?? other.label, group: group ?? other.group, tag: tag ?? other.tag)
    }

    /// The arguments as written in a plan, `nil` for those left out.
    var arguments: [String?] {
        [
            label.map { "of: \"\($0)\"" }, group.map { "in: \"\($0)\"" },
            tag.map { "tagged: \"\($0)\"" },
        ]
    }
}
