import CLoadTesting

/// Decodes a value of a text of JSON.
struct JSONValueDecoder: Decoder, SingleValueDecodingContainer {
    let text: JSONValues
    let place: JSONValues.Place

    var codingPath: [any CodingKey] { text.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard text.item(at: place).pointee.kind == CLT_JSON_OBJECT else { throw text.refusal() }
        return KeyedDecodingContainer(JSONMembers<Key>(text: text, object: place))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard text.item(at: place).pointee.kind == CLT_JSON_ARRAY else { throw text.refusal() }
        return JSONElements(text: text, array: place)
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func decodeNil() -> Bool { text.isNull(at: place) }

    func decode(_: Bool.Type) throws -> Bool { try text.bool(at: place) }
    func decode(_: String.Type) throws -> String { try text.string(at: place) }
    func decode(_: Double.Type) throws -> Double { try text.number(at: place) }
    func decode(_: Float.Type) throws -> Float { try text.number(at: place) }
    func decode(_: Int.Type) throws -> Int { try text.integer(at: place) }
    func decode(_: Int8.Type) throws -> Int8 { try text.integer(at: place) }
    func decode(_: Int16.Type) throws -> Int16 { try text.integer(at: place) }
    func decode(_: Int32.Type) throws -> Int32 { try text.integer(at: place) }
    func decode(_: Int64.Type) throws -> Int64 { try text.integer(at: place) }
    func decode(_: Int128.Type) throws -> Int128 { throw text.refusal() }
    func decode(_: UInt.Type) throws -> UInt { try text.integer(at: place) }
    func decode(_: UInt8.Type) throws -> UInt8 { try text.integer(at: place) }
    func decode(_: UInt16.Type) throws -> UInt16 { try text.integer(at: place) }
    func decode(_: UInt32.Type) throws -> UInt32 { try text.integer(at: place) }
    func decode(_: UInt64.Type) throws -> UInt64 { try text.integer(at: place) }
    func decode(_: UInt128.Type) throws -> UInt128 { throw text.refusal() }
    func decode<Value: Decodable>(_: Value.Type) throws -> Value { try text.value(at: place) }
}
