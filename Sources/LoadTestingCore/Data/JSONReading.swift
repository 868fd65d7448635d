import Foundation
import LoadTestingMacrosFree

/// Runs a closure that decodes bytes of JSON.
///
/// A plan imports no Foundation, so its decoding crosses as `(any Decoder) throws -> Value`. What
/// is plain is decoded without Foundation, whose decoder costs five times a request; where it is
/// not, the closure runs once more, with Foundation's.
package enum JSONReading {
    /// The value that the closure decodes; a number or string at the top is JSON, too.
    ///
    /// - Throws: The error of the closure, and `DecodingError.dataCorrupted` for a text that is no
    ///   JSON. `DecodingProblem` turns both into a sentence.
    package static func value<Value>(
        of bytes: [UInt8], decode: (any Decoder) throws -> Value
    ) throws -> Value {
        if let value = plainValue(of: bytes, decode: decode) { return value }
        return try value(of: Data(bytes), decode: decode)
    }

    /// The value that Foundation's decoder would give, too; `nil` where only that one knows.
    package static func plainValue<Value>(
        of bytes: [UInt8], decode: (any Decoder) throws -> Value
    ) -> Value? {
        guard var text = JSONValues(bytes),
            let value = try? decode(JSONValueDecoder(text: text, place: 0)),
            // A decoder that was kept may be asked for more later.
            !text.hasRefused, isKnownUniquelyReferenced(&text)
        else { return nil }
        return value
    }

    /// The value that the closure decodes from bytes that are copied first.
    package static func value<Value>(
        of bytes: UnsafeRawBufferPointer, decode: (any Decoder) throws -> Value
    ) throws -> Value {
        try value(of: Data(bytes), decode: decode)
    }

    private static func value<Value>(
        of data: Data, decode: (any Decoder) throws -> Value
    ) throws -> Value {
        try withoutActuallyEscaping(decode) { decode in
            try JSONDecoder().decode(Decoded<Value>.self, from: data, configuration: decode).value
        }
    }

    /// A captured number, or a list of them, with its original digits; `nil` for other values.
    static func numbers(in values: [any Sendable]) -> [UInt8]? {
        guard values.count == 1, let captured = values[0] as? CapturedValue else { return nil }
        guard case .list(_, let elements) = captured else { return digits(of: captured) }
        let numbers = elements.compactMap { digits(of: $0) }
        guard numbers.count == elements.count else { return nil }
        let list = numbers.joined(separator: [UInt8(ascii: ",")])
        return [UInt8(ascii: "[")] + list + [UInt8(ascii: "]")]
    }

    private static func digits(of value: any Sendable) -> [UInt8]? {
        guard case .text(let number, let bytes)? = value as? CapturedValue, number is any Numeric,
            let shape = try? JSONScanner.shape(of: bytes), case .number = shape.kind
        else { return nil }
        return bytes
    }

    /// The type asked of the decoder: it decodes by the closure that it is configured with.
    private struct Decoded<Value>: DecodableWithConfiguration {
        let value: Value

        init(
            from decoder: any Decoder, configuration: (any Decoder) throws -> Value
        ) throws {
            value = try configuration(decoder)
        }
    }
}
