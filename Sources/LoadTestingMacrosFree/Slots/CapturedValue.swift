/// A value as it was captured, with the bytes to send back.
///
/// A captured `19.90` is sent as `19.90`, whatever a `Double` makes of it, and bytes that are no
/// UTF-8 are sent unchanged, although a `String` can't hold them.
package enum CapturedValue: Sendable {
    /// A value and the bytes that it was read from.
    case text(any Sendable, bytes: [UInt8])
    /// A list, and its elements, of which some are captured values.
    case list(any Sendable, elements: [any Sendable])
    /// A text in which U+FFFD stands for bytes that are no UTF-8: it can be read, not sent.
    case repaired(String)

    /// The value alone.
    package var value: any Sendable {
        switch self {
        case .text(let value, _), .list(let value, _): value
        case .repaired(let text): text
        }
    }

    /// The value that a slot holds, captured or not.
    package static func value(of stored: any Sendable) -> any Sendable {
        (stored as? CapturedValue)?.value ?? stored
    }

    /// Whether its bytes are UTF-8, so that the value holds all of them.
    package var isText: Bool {
        switch self {
        case .text(_, let bytes): bytes.isUTF8
        case .list: true
        case .repaired: false
        }
    }
}

extension CapturedValue: CustomStringConvertible {
    /// The text for readers.
    package var description: String {
        switch self {
        case .text(_, let bytes): String(decoding: bytes, as: UTF8.self)
        case .list(let value, _): "\(value)"
        case .repaired(let text): text
        }
    }
}

extension String {
    /// Whether U+FFFD stands in it, as it does for bytes that are no UTF-8.
    package var holdsReplacement: Bool { unicodeScalars.contains("\u{FFFD}") }
}

extension Sequence<UInt8> {
    /// Whether the bytes are text in UTF-8.
    package var isUTF8: Bool { String(validating: self, as: UTF8.self) != nil }
}
