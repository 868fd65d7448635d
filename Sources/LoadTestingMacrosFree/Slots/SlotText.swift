/// How a slot's value becomes text.
package struct SlotText: Sendable {
    package var key: SlotKey
    /// `user.id`, as labels show it.
    package var name: String
    /// `nil` when the value is not of the slot's type.
    package var text: @Sendable (any Sendable) -> String?

    package init(
        key: SlotKey, name: String, text: @escaping @Sendable (any Sendable) -> String?
    ) {
        self.key = key
        self.name = name
        self.text = text
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
