import CLoadTesting

/// The elements of an array in a text of JSON, one after the other.
struct JSONElements: UnkeyedDecodingContainer {
    private let text: JSONValues
    private var place: JSONValues.Place
    private let total: UInt32
    private var taken: UInt32 = 0

    init(text: JSONValues, array: JSONValues.Place) {
        self.text = text
        place = array + 1
        total = text.item(at: array).pointee.count
    }

    var codingPath: [any CodingKey] { text.codingPath }
    var count: Int? { Int(total) }
    var currentIndex: Int { Int(taken) }
    var isAtEnd: Bool { taken == total }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd else { throw text.refusal() }
        guard text.isNull(at: place) else { return false }
        advance()
        return true
    }

    mutating func decode(_: Bool.Type) throws -> Bool { try text.bool(at: next()) }
    mutating func decode(_: String.Type) throws -> String { try text.string(at: next()) }
    mutating func decode(_: Double.Type) throws -> Double { try text.number(at: next()) }
    mutating func decode(_: Float.Type) throws -> Float { try text.number(at: next()) }
    mutating func decode(_: Int.Type) throws -> Int { try text.integer(at: next()) }
    mutating func decode(_: Int8.Type) throws -> Int8 { try text.integer(at: next()) }
    mutating func decode(_: Int16.Type) throws -> Int16 { try text.integer(at: next()) }
    mutating func decode(_: Int32.Type) throws -> Int32 { try text.integer(at: next()) }
    mutating func decode(_: Int64.Type) throws -> Int64 { try text.integer(at: next()) }
    mutating func decode(_: Int128.Type) throws -> Int128 { throw text.refusal() }
    mutating func decode(_: UInt.Type) throws -> UInt { try text.integer(at: next()) }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try text.integer(at: next()) }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try text.integer(at: next()) }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try text.integer(at: next()) }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try text.integer(at: next()) }
    mutating func decode(_: UInt128.Type) throws -> UInt128 { throw text.refusal() }
    mutating func decode<Value: Decodable>(_: Value.Type) throws -> Value {
        do {
            return try text.value(at: next())
        } catch {
            // Foundation stays at an element whose type throws an error of its own.
            throw text.refusal()
        }
    }

    mutating func nestedContainer<Nested>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try JSONValueDecoder(text: text, place: next()).container(keyedBy: type)
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try JSONValueDecoder(text: text, place: next()).unkeyedContainer()
    }

    mutating func superDecoder() throws -> any Decoder { throw text.refusal() }

    /// The place of the next element, which is passed even when it can't be read: after a refusal
    /// nothing counts.
    private mutating func next() throws -> JSONValues.Place {
        guard !isAtEnd else { throw text.refusal() }
        defer { advance() }
        return place
    }

    private mutating func advance() {
        place = text.item(at: place).pointee.next
        taken += 1
    }
}
