import LoadTestingMacrosFree

/// Text of a request: what is fixed as bytes, what is not read from the user's slots.
package struct ProgramText: Sendable {
    package enum Part: Sendable {
        case bytes([UInt8])
        case slot(ProgramSlotText)
        /// `?`, or `&` where a slot before it has brought a query of its own.
        case querySeparator
    }

    package private(set) var parts: [Part] = []

    package init() {}

    package init(_ text: String) { append(text) }

    package mutating func append(_ text: String) { append(bytes: Array(text.utf8)) }

    package mutating func append(bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if case .bytes(let before) = parts.last {
            parts[parts.count - 1] = .bytes(before + bytes)
        } else {
            parts.append(.bytes(bytes))
        }
    }

    package mutating func append(_ slot: ProgramSlotText) { parts.append(.slot(slot)) }

    package mutating func appendQuerySeparator() { parts.append(.querySeparator) }

    package mutating func append(_ other: ProgramText) {
        for part in other.parts {
            switch part {
            case .bytes(let bytes): append(bytes: bytes)
            case .slot(let slot): append(slot)
            case .querySeparator: appendQuerySeparator()
            }
        }
    }

    /// The bytes, when there is no slot in it.
    package var constant: [UInt8]? {
        guard let first = parts.first else { return [] }
        guard parts.count == 1, case .bytes(let bytes) = first else { return nil }
        return bytes
    }

    /// The fixed text with slots as `{name}`.
    package var pattern: String {
        parts.map {
            switch $0 {
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .slot(let slot): "{\(slot.name)}"
            case .querySeparator: "?"
            }
        }.joined()
    }
}

/// A slot in the text of a request.
package struct ProgramSlotText: Sendable {
    /// What its value becomes on the wire.
    package enum Encoding: Sendable {
        /// As it is: in a body.
        case plain
        /// Percent-encoded but for the unreserved characters of RFC 3986: in a path, query or form.
        case percent
        /// One line of text: in a header; another value is no header.
        case headerValue
        /// A path or a whole URL of this origin, such as `http://127.0.0.1:8000`: at the start of a
        /// path. A path is appended to the base, which is origin and base path.
        case location(origin: String, base: String)
    }

    /// The slot's number.
    package var slot: Int32
    package var name: String
    package var encoding: Encoding
    /// `nil` when the value is not of the slot's type.
    package var content: @Sendable (any Sendable) -> SlotContent?
}
