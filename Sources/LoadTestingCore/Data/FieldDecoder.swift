/// Decodes one field of CSV: a single value, or nothing when it is empty.
struct FieldDecoder: Decoder, SingleValueDecodingContainer {
    let text: String
    let codingPath: [any CodingKey]
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    func container<Key>(keyedBy: Key.Type) throws -> KeyedDecodingContainer<Key> {
        throw noNesting([String: Any].self, "no object")
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw noNesting([Any].self, "no list")
    }

    func decodeNil() -> Bool { text.isEmpty }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        guard let scalar = type as? any FieldValue.Type else { return try nested(type) }
        guard let value = scalar.init(field: text) as? Value else { throw mismatch(type) }
        return value
    }

    /// A type that decodes itself from this field, such as an enum with raw values.
    private func nested<Value: Decodable>(_ type: Value.Type) throws -> Value {
        do {
            return try Value(from: self)
        } catch DecodingError.dataCorrupted where type is any RawRepresentable.Type {
            throw mismatch(type)
        }
    }

    private func mismatch(_ type: Any.Type) -> DecodingError {
        .typeMismatch(type, context("\(shown) is no \(type)"))
    }

    /// The text for messages, hidden where the column's name marks it as a secret.
    private var shown: String {
        let isSecret = codingPath.contains { Redaction.isSecret(field: $0.stringValue) }
        return isSecret ? "its secret value" : text.quoted
    }

    private func noNesting(_ type: Any.Type, _ what: String) -> DecodingError {
        .typeMismatch(type, context("a field of CSV holds one value, \(what)"))
    }

    private func context(_ description: String) -> DecodingError.Context {
        DecodingError.Context(codingPath: codingPath, debugDescription: description)
    }
}
