/// Decodes one row of CSV: an object whose keys are the columns, or, where there is exactly one
/// column, the value of its field.
struct RowDecoder: Decoder {
    let header: CSVHeader
    let fields: ArraySlice<String>
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key>(keyedBy: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(RowContainer<Key>(row: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        throw DecodingError.typeMismatch(
            [Any].self,
            DecodingError.Context(
                codingPath: [], debugDescription: "a row of CSV is an object, no list"))
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { self }

    /// The decoder of the field at a position of the header.
    func field(at position: Int, key: any CodingKey) -> FieldDecoder {
        FieldDecoder(text: fields[fields.startIndex + position], codingPath: [key])
    }

    /// The only field of the row.
    private var onlyField: FieldDecoder? {
        guard let name = header.columns.first, header.columns.count == 1 else { return nil }
        return field(at: 0, key: ColumnKey(stringValue: name))
    }
}

extension RowDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { onlyField?.decodeNil() ?? false }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        // A type that decodes itself may still ask for columns.
        guard type is any FieldValue.Type else { return try Value(from: self) }
        guard let onlyField else {
            throw DecodingError.typeMismatch(
                type,
                DecodingError.Context(
                    codingPath: [],
                    debugDescription: "a row is no \(type), it has the columns \(header.list)"))
        }
        return try onlyField.decode(type)
    }
}
