/// The means of reading a reply, since the plan imports neither Foundation nor C.
package struct ReplyReading: Sendable {
    /// Reads bytes as JSON with a closure that decodes and keeps the value; where it runs twice,
    /// the last one counts.
    package typealias Decode = @Sendable ([UInt8], (any Decoder) throws -> Void) throws -> Void

    package let decode: Decode
    /// Finds the nodes of a path in bytes of JSON; throws `DecodingError` where the path leads
    /// nowhere, except behind a wildcard.
    package let find: @Sendable (JSONPath, [UInt8]) throws -> [JSONNode]
    /// Whether a date of HTTP or a cookie has passed.
    package let isPast: @Sendable (String) -> Bool

    package init(
        decode: @escaping Decode,
        find: @escaping @Sendable (JSONPath, [UInt8]) throws -> [JSONNode],
        isPast: @escaping @Sendable (String) -> Bool
    ) {
        self.decode = decode
        self.find = find
        self.isPast = isPast
    }
}

/// A value in a text of JSON.
package struct JSONNode: Sendable {
    /// Its bytes, without blanks around them.
    package let source: ArraySlice<UInt8>
    /// The place of the node.
    package let place: [any CodingKey]

    package init(source: ArraySlice<UInt8>, place: [any CodingKey]) {
        self.source = source
        self.place = place
    }

    enum Kind { case object, array, string, number, bool, null }

    var kind: Kind {
        switch source.first {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }
}
