/// The conversion of a slot's value to text.
package struct SlotText: Sendable {
    package var key: SlotKey
    /// `user.id`, as labels show it.
    package var name: String
    /// `nil` when the value is not of the slot's type.
    package var content: @Sendable (any Sendable) -> SlotContent?

    package init(
        key: SlotKey, name: String, content: @escaping @Sendable (any Sendable) -> SlotContent?
    ) {
        self.key = key
        self.name = name
        self.content = content
    }
}

extension SlotText: Hashable {
    package static func == (a: SlotText, b: SlotText) -> Bool {
        a.key == b.key && a.name == b.name
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(key)
        hasher.combine(name)
    }
}
