extension Reply {
    /// The value at a path: a plain one, or a captured one where the reply's digits are kept.
    func value<Value: Decodable & Sendable>(
        at path: JSONPath, as type: Value.Type
    ) throws -> any Sendable {
        let found = try reading.find(path, body)
        guard let first = found.first, found.count == 1 else {
            throw CaptureFailure(
                "the path leads to \(found.count) values; a Slot<[\(Value.self)]> takes them all")
        }
        return try value(of: first, as: type)
    }

    /// All values of a path; one without `[*]` leads to a list.
    func values<Value: Decodable & Sendable>(
        at path: JSONPath, as type: Value.Type
    ) throws -> CapturedValue {
        var nodes = try reading.find(path, body)
        if !path.hasWildcard {
            if let list = nodes.first, list.kind != .array { throw mismatch(list, [Value].self) }
            nodes = try reading.find(path.contents, body)
        }
        let elements = try nodes.map { try value(of: $0, as: type) }
        let values = elements.compactMap { CapturedValue.value(of: $0) as? Value }
        return .list(values, elements: elements)
    }

    private func value<Value: Decodable & Sendable>(
        of node: JSONNode, as type: Value.Type
    ) throws -> any Sendable {
        let source = Array(node.source)
        if type == String.self, node.kind == .number || node.kind == .bool {
            return String(decoding: source, as: UTF8.self)
        }
        let value: Value
        do {
            value = try json(source) { try $0.singleValueContainer().decode(Value.self) }
        } catch let error as DecodingError {
            throw self.error(error, node, type)
        }
        // A number in both is sent with its original digits.
        guard node.kind == .number, value is any Numeric else { return value }
        return CapturedValue.text(value, bytes: source)
    }

    /// An error of a part of the body as one of the whole.
    private func error(
        _ error: DecodingError, _ node: JSONNode, _ type: (some Any).Type
    ) -> any Error {
        switch error {
        case .typeMismatch(_, let context) where context.codingPath.isEmpty,
            .valueNotFound(_, let context) where context.codingPath.isEmpty:
            return mismatch(node, type)
        case .dataCorrupted(let context) where context.codingPath.isEmpty && node.kind == .number:
            let digits = String(decoding: node.source.prefix(40), as: UTF8.self)
            return DecodingError.dataCorrupted(
                .init(
                    codingPath: node.place,
                    debugDescription: "\(digits) is no \(type); a Slot<String> takes its text"))
        default: return error.moved(to: node.place)
        }
    }

    private func mismatch(_ node: JSONNode, _ type: (some Any).Type) -> JSONMismatch {
        JSONMismatch(node: node, expected: "\(type)")
    }
}

/// A value of JSON is of another kind than the slot.
package struct JSONMismatch: Error {
    package let place: [any CodingKey]
    /// The expected type, the value found, and the remedy.
    package let text: String

    init(node: JSONNode, expected: String) {
        place = node.place
        let (found, remedy) =
            switch node.kind {
            case .object: ("an object", "let the path continue to one of its members")
            case .array: ("an array", "let the path continue to an element, or take a list")
            case .string: ("a string", "a Slot<String> takes it")
            case .number: ("a number", "a Slot<String> takes its text")
            case .bool: ("a bool", "a Slot<Bool> takes it, a Slot<String> its text")
            case .null: ("null", "a Slot<\(expected)?> takes it")
            }
        text = "expected \(expected), found \(found): \(remedy)"
    }
}

extension DecodingError {
    /// The same error of a value at a place.
    fileprivate func moved(to place: [any CodingKey]) -> DecodingError {
        func moved(_ context: Context) -> Context {
            Context(
                codingPath: place + context.codingPath, debugDescription: context.debugDescription,
                underlyingError: context.underlyingError)
        }
        return switch self {
        case .typeMismatch(let type, let context): .typeMismatch(type, moved(context))
        case .valueNotFound(let type, let context): .valueNotFound(type, moved(context))
        case .keyNotFound(let key, let context): .keyNotFound(key, moved(context))
        case .dataCorrupted(let context): .dataCorrupted(moved(context))
        @unknown default: self
        }
    }
}
