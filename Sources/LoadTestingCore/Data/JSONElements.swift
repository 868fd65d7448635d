/// The elements of an array in a text of JSON, one after the other.
struct JSONElements: UnkeyedDecodingContainer {
    private let text: JSONText
    private var place: JSONText.Place
    private let total: UInt32
    private var taken: UInt32 = 0

    init(text: JSONText, array: JSONText.Place) {
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

    mutating func decode(_: Bool.Type) throws -> Bool { try next(text.bool) }
    mutating func decode(_: String.Type) throws -> String { try next(text.string) }
    mutating func decode(_: Double.Type) throws -> Double { try next(text.number) }
    mutating func decode(_: Float.Type) throws -> Float { try next(text.number) }
    mutating func decode(_: Int.Type) throws -> Int { try next(text.integer) }
    mutating func decode(_: Int8.Type) throws -> Int8 { try next(text.integer) }
    mutating func decode(_: Int16.Type) throws -> Int16 { try next(text.integer) }
    mutating func decode(_: Int32.Type) throws -> Int32 { try next(text.integer) }
    mutating func decode(_: Int64.Type) throws -> Int64 { try next(text.integer) }
    mutating func decode(_: Int128.Type) throws -> Int128 { throw text.refusal() }
    mutating func decode(_: UInt.Type) throws -> UInt { try next(text.integer) }
    mutating func decode(_: UInt8.Type) throws -> UInt8 { try next(text.integer) }
    mutating func decode(_: UInt16.Type) throws -> UInt16 { try next(text.integer) }
    mutating func decode(_: UInt32.Type) throws -> UInt32 { try next(text.integer) }
    mutating func decode(_: UInt64.Type) throws -> UInt64 { try next(text.integer) }
    mutating func decode(_: UInt128.Type) throws -> UInt128 { throw text.refusal() }
    mutating func decode<Value: Decodable>(_: Value.Type) throws -> Value {
        try next(text.value)
    }

    mutating func nestedContainer<Nested>(
        keyedBy type: Nested.Type
    ) throws -> KeyedDecodingContainer<Nested> {
        try next { try JSONValueDecoder(text: text, place: $0).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try JSONValueDecoder(text: text, place: $0).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder { throw text.refusal() }

    /// The element at the position, which is passed when it can be read.
    private mutating func next<Value>(
        _ read: (JSONText.Place) throws -> Value
    ) throws -> Value {
        guard !isAtEnd else { throw text.refusal() }
        let value = try read(place)
        advance()
        return value
    }

    private mutating func advance() {
        place = text.item(at: place).pointee.next
        taken += 1
    }
}
