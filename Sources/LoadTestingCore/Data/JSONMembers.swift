import CLoadTesting

/// The members of an object in a text of JSON.
struct JSONMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let text: JSONValues
    let object: JSONValues.Place

    var codingPath: [any CodingKey] { text.codingPath }
    var allKeys: [Key] {
        text.names(ofObjectAt: object).compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool { text.member(key.stringValue, ofObjectAt: object) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try text.isNull(at: place(key)) }

    func decode(_: Bool.Type, forKey key: Key) throws -> Bool { try text.bool(at: place(key)) }
    func decode(_: String.Type, forKey key: Key) throws -> String {
        try text.string(at: place(key))
    }
    func decode(_: Double.Type, forKey key: Key) throws -> Double {
        try text.number(at: place(key))
    }
    func decode(_: Float.Type, forKey key: Key) throws -> Float { try text.number(at: place(key)) }
    func decode(_: Int.Type, forKey key: Key) throws -> Int { try text.integer(at: place(key)) }
    func decode(_: Int8.Type, forKey key: Key) throws -> Int8 { try text.integer(at: place(key)) }
    func decode(_: Int16.Type, forKey key: Key) throws -> Int16 {
        try text.integer(at: place(key))
    }
    func decode(_: Int32.Type, forKey key: Key) throws -> Int32 {
        try text.integer(at: place(key))
    }
    func decode(_: Int64.Type, forKey key: Key) throws -> Int64 {
        try text.integer(at: place(key))
    }
    func decode(_: Int128.Type, forKey _: Key) throws -> Int128 { throw text.refusal() }
    func decode(_: UInt.Type, forKey key: Key) throws -> UInt { try text.integer(at: place(key)) }
    func decode(_: UInt8.Type, forKey key: Key) throws -> UInt8 {
        try text.integer(at: place(key))
    }
    func decode(_: UInt16.Type, forKey key: Key) throws -> UInt16 {
        try text.integer(at: place(key))
    }
    func decode(_: UInt32.Type, forKey key: Key) throws -> UInt32 {
        try text.integer(at: place(key))
    }
    func decode(_: UInt64.Type, forKey key: Key) throws -> UInt64 {
        try text.integer(at: place(key))
    }
    func decode(_: UInt128.Type, forKey _: Key) throws -> UInt128 { throw text.refusal() }
    func decode<Value: Decodable>(_: Value.Type, forKey key: Key) throws -> Value {
        try text.value(at: place(key))
    }

    func nestedContainer<Nested>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { throw text.refusal() }

    func superDecoder(forKey _: Key) throws -> any Decoder { throw text.refusal() }

    private func decoder(_ key: Key) throws -> JSONValueDecoder {
        try JSONValueDecoder(text: text, place: place(key))
    }

    private func place(_ key: Key) throws -> JSONValues.Place {
        guard let place = text.member(key.stringValue, ofObjectAt: object) else {
            throw text.refusal()
        }
        return place
    }
}
