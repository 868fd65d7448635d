/// The kinds of the values in a JSON text, without the values.
struct JSONShape {
    enum Kind {
        case object([(key: String, value: JSONShape)])
        case array([JSONShape])
        case string, bool, null
        case number(isWhole: Bool)
    }

    let kind: Kind
    /// The line, from 1, on which it begins.
    let line: Int

    /// The name used behind "found".
    var name: String {
        switch kind {
        case .object: "an object"
        case .array: "an array"
        case .string: "a string"
        case .number: "a number"
        case .bool: "a bool"
        case .null: "null"
        }
    }

    /// The keys of an object, in their order.
    var keys: [String]? {
        if case .object(let members) = kind { members.map(\.key) } else { nil }
    }

    /// The shape at a path; `nil` where the path leads nowhere.
    subscript(path: some Collection<any CodingKey>) -> JSONShape? {
        guard let key = path.first else { return self }
        return child(key)?[path.dropFirst()]
    }

    private func child(_ key: any CodingKey) -> JSONShape? {
        switch kind {
        case .object(let members): members.last { $0.key == key.stringValue }?.value
        case .array(let elements):
            key.intValue.flatMap { elements.indices.contains($0) ? elements[$0] : nil }
        default: nil
        }
    }

    /// The paths of numbers with a fraction or exponent.
    var fractions: [String] {
        switch kind {
        case .object(let members):
            members.flatMap { member in
                member.value.fractions.map { JSONPlace.joined(JSONPlace.key(member.key), $0) }
            }
        case .array(let elements):
            elements.indices.flatMap { index in
                elements[index].fractions.map { JSONPlace.joined("[\(index)]", $0) }
            }
        case .number(isWhole: false): [""]
        default: []
        }
    }
}
