/// Text of a request: fixed parts as bytes, others read from the user's slots.
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

    /// The bytes, when it has no slots.
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
