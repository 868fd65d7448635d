/// The marker of a slot in an ordinary string, where it has no value: a plan that holds it is
/// refused.
package enum SlotMarker {
    /// From the private use area of Unicode, which no request uses.
    private static let mark: Character = "\u{F8FF}"

    package static func text(of name: String) -> String { "\(mark)\(name)\(mark)" }

    /// The name of the first slot that stands in a text.
    package static func slotName(in text: String) -> String? {
        guard let start = text.firstIndex(of: mark) else { return nil }
        return String(text[text.index(after: start)...].prefix { $0 != mark })
    }
}
