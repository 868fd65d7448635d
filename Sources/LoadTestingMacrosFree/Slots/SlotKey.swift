/// The identity of a slot: two slots of one name are still two.
package final class SlotKey: Sendable {
    package let name: String
    package let lifetime: SlotLifetime
    /// The value before anything fills it.
    package let initial: (any Sendable)?
    /// Whether the library named it, so that other slots may have the same name.
    package let isAnonymous: Bool

    package init(
        _ name: String, lifetime: SlotLifetime, initial: (any Sendable)?, isAnonymous: Bool = false
    ) {
        self.name = name
        self.lifetime = lifetime
        self.initial = initial
        self.isAnonymous = isAnonymous
    }
}

extension SlotKey: Hashable {
    package static func == (a: SlotKey, b: SlotKey) -> Bool { a === b }

    package func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

extension SlotKey: CustomDebugStringConvertible {
    /// The marker, so that a slot which is described instead of interpolated is found, too.
    package var debugDescription: String { SlotMarker.text(of: name) }
}
