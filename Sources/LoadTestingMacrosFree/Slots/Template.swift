/// The text of a path, header, query value, body or check, in which slots may stand.
///
/// A string literal is a template; a string of the program becomes one of that text alone.
///
/// ```swift
/// HTTPGet("/users/\(user.id)")
/// ```
///
/// A value interpolated into a path or a query is percent-encoded, so that it stays one segment or
/// one item; only a slot at the very start of a path is taken as it is, as a path or URL. In a
/// header a value must not hold a line break, and HTTP knows no blanks at its ends. In a body it
/// stands as it is.
///
/// A captured value is sent with its original bytes: the number 19.90 of a reply is sent as `19.90`
/// and a name in Latin-1 in Latin-1. Another number of floating point is written with the minimum
/// digits, as JSON has it: `5`, `0.00001`.
public struct Template: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        /// Text of the literal.
        case text(String)
        /// A value of the program, known when the plan is built.
        case value(String)
        case slot(SlotText)

        /// The text, when it is known before the load.
        package var fixed: String? {
            switch self {
            case .text(let text), .value(let text): text
            case .slot: nil
            }
        }
    }

    package var parts: [Part]

    /// Creates a template of a fixed text.
    public init(_ text: some StringProtocol) { parts = [.text(String(text))] }

    package init(parts: [Part]) { self.parts = parts }

    /// The text with slots as `{name}`.
    package var text: String {
        parts.reduce(into: "") {
            switch $1 {
            case .text(let text), .value(let text): $0 += text
            case .slot(let slot): $0 += "{\(slot.name)}"
            }
        }
    }

    /// The slots that stand in it, in order.
    package var slots: [SlotText] {
        parts.compactMap { if case .slot(let slot) = $0 { slot } else { nil } }
    }

    /// The bytes of a template without slots.
    var fixedBytes: [UInt8]? { slots.isEmpty ? bytes(with: []) : nil }

    /// The bytes with values of its slots, in their order.
    package func bytes(with values: [any Sendable]) -> [UInt8]? {
        var rest = values[...]
        var bytes: [UInt8] = []
        for part in parts {
            switch part {
            case .text(let fixed), .value(let fixed): bytes += fixed.utf8
            case .slot(let slot):
                guard let value = rest.popFirst(), let content = slot.content(value) else {
                    return nil
                }
                bytes += content.bytes
            }
        }
        return bytes
    }
}

extension Template: ExpressibleByStringInterpolation {
    /// Creates the value from a literal.
    public init(stringLiteral value: String) { parts = [.text(value)] }

    /// Creates the value from an interpolated literal.
    public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

    /// Collects the parts of an interpolated literal.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        package var parts: [Part] = []

        /// Begins with no text.
        public init(literalCapacity: Int, interpolationCount: Int) {
            parts.reserveCapacity(2 * interpolationCount + 1)
        }

        /// Takes text of the literal.
        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { parts.append(.text(literal)) }
        }

        /// A value of the program, as text.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            parts.append(.value(SlotContent.text(of: value)))
        }

        /// The value that a slot holds when the text is sent.
        public mutating func appendInterpolation(_ slot: Slot<some CustomStringConvertible>) {
            parts.append(.slot(slot.slotText))
        }

        /// A slot whose value has no text.
        @available(
            *, unavailable,
            message: "this slot's value has no text: interpolate a member, such as \\(user.id)"
        )
        public mutating func appendInterpolation<Value>(_ slot: Slot<Value>) {}
    }
}
