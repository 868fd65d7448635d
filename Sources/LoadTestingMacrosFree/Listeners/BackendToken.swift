/// A token that no text shows.
package struct BackendToken: Hashable, Sendable {
    package let value: String

    package init(_ value: String) { self.value = value }
}

extension BackendToken: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "…" }
    package var debugDescription: String { "…" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
