import CLoadTesting
import Foundation
import LoadTestingMacrosFree

/// A text of JSON that was read once, for decoders over its values.
///
/// They answer only what has one answer. Whatever is odd, missing or of another type they refuse,
/// and the text remembers: then Foundation's decoder is asked instead, so that values and errors
/// are always its own, also where an `init(from:)` swallows an error.
final class JSONValues {
    typealias Place = UInt32

    private let text: UnsafePointer<clt_json_text>
    private(set) var hasRefused = false

    /// Reads a text; `nil` when it is no JSON.
    init?(_ bytes: [UInt8]) {
        guard let text = clt_json_text_create(bytes, bytes.count) else { return nil }
        self.text = text
        guard text.pointee.is_ascii || bytes.isUTF8 else { return nil }
    }

    deinit { clt_json_text_free(text) }

    /// The refusal to answer, for a throw.
    func refusal() -> any Error {
        hasRefused = true
        return Refusal()
    }

    private struct Refusal: Error {}

    /// The path of a value, which nobody keeps: only rare decoding reads it.
    var codingPath: [any CodingKey] {
        hasRefused = true
        return []
    }

    func item(at place: Place) -> UnsafePointer<clt_json_item> {
        text.pointee.items + Int(place)
    }
}

// MARK: - Values

extension JSONValues {
    func isNull(at place: Place) -> Bool { item(at: place).pointee.kind == CLT_JSON_NULL }

    func bool(at place: Place) throws -> Bool {
        switch item(at: place).pointee.kind {
        case CLT_JSON_TRUE: return true
        case CLT_JSON_FALSE: return false
        default: throw refusal()
        }
    }

    func string(at place: Place) throws -> String {
        let item = item(at: place)
        guard item.pointee.kind == CLT_JSON_STRING else { throw refusal() }
        guard item.pointee.is_escaped else {
            return String(decoding: bytes(at: place), as: UTF8.self)
        }
        var isResolved = false
        let string = String(unsafeUninitializedCapacity: bytes(at: place).count) { target in
            guard let start = target.baseAddress else { return 0 }
            var count = 0
            isResolved = clt_json_text_unescape(text, place, start, &count)
            return isResolved ? count : 0
        }
        guard isResolved else { throw refusal() }
        return string
    }

    func integer<Value: FixedWidthInteger>(at place: Place) throws -> Value {
        var magnitude: UInt64 = 0
        var isNegative = false
        guard clt_json_text_magnitude(text, place, &magnitude, &isNegative) else {
            throw refusal()
        }
        if !isNegative, let value = Value(exactly: magnitude) { return value }
        // The sign of zero is Foundation's to judge.
        guard isNegative, (1...Int64.min.magnitude).contains(magnitude),
            let value = Value(exactly: Int64(truncatingIfNeeded: 0 &- magnitude))
        else { throw refusal() }
        return value
    }

    func number<Value: BinaryFloatingPoint & LosslessStringConvertible>(
        at place: Place
    ) throws -> Value {
        guard item(at: place).pointee.kind == CLT_JSON_NUMBER,
            let value = Value(String(decoding: bytes(at: place), as: UTF8.self)),
            value.isNormal || bytes(at: place).elementsEqual([UInt8(ascii: "0")])
        else { throw refusal() }
        return value
    }

    private func bytes(at place: Place) -> UnsafeBufferPointer<UInt8> {
        let item = item(at: place).pointee
        return UnsafeBufferPointer(
            start: text.pointee.bytes + Int(item.start), count: Int(item.end - item.start))
    }

    /// A value that decodes itself.
    func value<Value: Decodable>(at place: Place) throws -> Value {
        let type = Value.self
        if type == Date.self || type == Data.self || type == URL.self || type == Decimal.self {
            throw refusal()
        }
        return try Value(from: JSONValueDecoder(text: self, place: place))
    }
}

// MARK: - Members

extension JSONValues {
    /// The value of an object's member; `nil` where there is none.
    func member(_ name: String, ofObjectAt object: Place) -> Place? {
        var name = name
        let place = name.withUTF8 { clt_json_text_member(text, object, $0.baseAddress, $0.count) }
        if place == CLT_JSON_ODD_MEMBER { hasRefused = true }
        return place == CLT_JSON_NO_MEMBER || place == CLT_JSON_ODD_MEMBER ? nil : place
    }

    /// The names of an object's members; none where decoders may differ on them.
    func names(ofObjectAt object: Place) -> [String] {
        var names: [String] = []
        var place = object + 1
        while place < item(at: object).pointee.next {
            let name = String(decoding: bytes(at: place), as: UTF8.self)
            guard member(name, ofObjectAt: object) != nil else { return [] }
            names.append(name)
            place = item(at: place + 1).pointee.next
        }
        return names
    }
}
