/// A place in JSON: `$.items[0].id`, `$['odd name']`, `$.items[-1]`, `$.items[*].id`.
///
/// The definite part of RFC 9535 and the wildcard for elements; no filters, slices or descendants.
package struct JSONPath: Sendable {
    package enum Segment: Hashable, Sendable {
        case member(String)
        /// Negative from the end.
        case element(Int)
        case everyElement
    }

    package private(set) var segments: [Segment] = []
    /// Why the text is no path of this kind.
    package private(set) var problem: String?

    package init(_ text: String) {
        var rest = text[...]
        guard rest.popFirst() == "$" else {
            problem = "\"\(text.printable)\" is no JSON path: it begins with $"
            return
        }
        while !rest.isEmpty {
            guard let segment = Self.takeSegment(of: &rest) else {
                problem =
                    "\"\(text.printable)\" is no JSON path: \"\(String(rest).printable)\" can't be"
                    + " read; use .name, ['name'], [0], [-1] or [*]"
                return
            }
            segments.append(segment)
        }
    }

    private static func takeSegment(of rest: inout Substring) -> Segment? {
        if rest.first == "." {
            let name = rest.dropFirst().prefix { !".[".contains($0) }
            guard !name.isEmpty, name != "*" else { return nil }
            rest = rest[name.endIndex...]
            return .member(String(name))
        }
        guard rest.first == "[", let end = endOfBracket(rest) else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<end]
        let segment: Segment?
        if inside == "*" {
            segment = .everyElement
        } else if let quote = inside.first, quote == "'" || quote == "\"" {
            segment =
                inside.count > 1 && inside.last == quote
                ? .member(String(inside.dropFirst().dropLast())) : nil
        } else {
            segment = Int(inside).map { .element($0) }
        }
        if segment != nil { rest = rest[rest.index(after: end)...] }
        return segment
    }

    /// The bracket that closes the first one; a quoted name may hold brackets.
    private static func endOfBracket(_ text: Substring) -> Substring.Index? {
        let inside = text.dropFirst()
        guard let quote = inside.first, quote == "'" || quote == "\"" else {
            return inside.firstIndex(of: "]")
        }
        guard let closing = inside.dropFirst().firstIndex(of: quote) else { return nil }
        let end = inside.index(after: closing)
        return end < inside.endIndex && inside[end] == "]" ? end : nil
    }

    /// Decodes what stands at the path.
    package func decode<Value: Decodable>(
        _ type: Value.Type, from decoder: any Decoder
    ) throws -> Value {
        let found = try decoders(in: decoder, segments[...])
        guard let first = found.first, found.count == 1 else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "the path leads to \(found.count) values"))
        }
        return try Value(from: first)
    }

    /// Decodes what stands at all places that the path leads to; a path without `[*]` leads to a
    /// list.
    package func decodeAll<Value: Decodable>(
        _ type: Value.Type, from decoder: any Decoder
    ) throws -> [Value] {
        guard segments.contains(.everyElement) else {
            return try decode([Value].self, from: decoder)
        }
        return try decoders(in: decoder, segments[...]).map { try Value(from: $0) }
    }

    private func decoders(
        in decoder: any Decoder, _ rest: ArraySlice<Segment>
    ) throws -> [any Decoder] {
        guard let segment = rest.first else { return [decoder] }
        switch segment {
        case .member(let name):
            let container = try decoder.container(keyedBy: Key.self)
            let key = Key(name)
            guard container.contains(key) else {
                throw DecodingError.keyNotFound(
                    key,
                    .init(
                        codingPath: container.codingPath,
                        debugDescription: "no key \(name)"))
            }
            return try decoders(in: container.superDecoder(forKey: key), rest.dropFirst())
        case .element(let index):
            let all = try Self.elements(of: decoder)
            let place = index < 0 ? all.count + index : index
            guard all.indices.contains(place) else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "no element \(index) among \(all.count)"))
            }
            return try decoders(in: all[place], rest.dropFirst())
        case .everyElement:
            return try Self.elements(of: decoder).flatMap {
                try decoders(in: $0, rest.dropFirst())
            }
        }
    }

    private static func elements(of decoder: any Decoder) throws -> [any Decoder] {
        var container = try decoder.unkeyedContainer()
        var all: [any Decoder] = []
        while !container.isAtEnd { all.append(try container.superDecoder()) }
        return all
    }

    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { return nil }
    }
}
