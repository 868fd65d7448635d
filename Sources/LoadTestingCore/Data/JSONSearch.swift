import CLoadTesting
import Foundation
import LoadTestingMacrosFree

/// Finds the values at a JSON path, by the bytes of a text.
///
/// A decoder provides values; the digits of a number, and a member's name with its escapes, are in
/// the bytes alone.
struct JSONSearch {
    private let bytes: [UInt8]

    /// The values at a path, in their order.
    ///
    /// - Throws: `DecodingError` for a text that is no JSON, and where the part of the path before
    ///   the first wildcard leads nowhere. Values behind one that have no such member are skipped.
    static func nodes(at path: JSONPath, in bytes: [UInt8]) throws -> [JSONNode] {
        let search = JSONSearch(bytes: bytes)
        var nodes = [try search.whole()]
        var isStrict = true
        for segment in path.segments {
            nodes = try nodes.flatMap { try search.nodes(of: segment, in: $0, isStrict: isStrict) }
            if segment == .wildcard { isStrict = false }
        }
        return nodes
    }

    private static let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]

    private func whole() throws -> JSONNode {
        let start = skipSpace(from: bytes.starts(with: Self.byteOrderMark) ? 3 : 0)
        let end = end(ofValueAt: start)
        guard end > start, skipSpace(from: end) == bytes.count else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: [], debugDescription: "it is no JSON"))
        }
        return JSONNode(source: bytes[start..<end], place: [])
    }

    private func nodes(
        of segment: JSONPath.Segment, in node: JSONNode, isStrict: Bool
    ) throws -> [JSONNode] {
        let found: JSONNode? =
            switch segment {
            case .member(let name): member(name, of: node)
            case .element(let index): element(index, of: node)
            case .wildcard: nil
            }
        if let found { return [found] }
        if segment == .wildcard, let all = contents(of: node) { return all }
        if isStrict { throw missing(segment, in: node) }
        return []
    }

    /// The reason that a segment leads nowhere.
    private func missing(_ segment: JSONPath.Segment, in node: JSONNode) -> DecodingError {
        let first = node.source.first
        switch segment {
        case .member(let name) where first == UInt8(ascii: "{"):
            return .keyNotFound(
                Place(stringValue: name),
                .init(codingPath: node.place, debugDescription: "no key \(name)"))
        case .member:
            return .typeMismatch(
                [String: String].self, .init(codingPath: node.place, debugDescription: "no object"))
        case .element(let index) where first == UInt8(ascii: "["):
            let count = elements(of: node).count
            return .dataCorrupted(
                .init(
                    codingPath: node.place, debugDescription: "no element \(index) among \(count)"))
        case .element, .wildcard:
            return .typeMismatch(
                [String].self, .init(codingPath: node.place, debugDescription: "no array"))
        }
    }
}

// MARK: - Objects and arrays

extension JSONSearch {
    /// The last member of a name, as decoders take it.
    private func member(_ name: String, of node: JSONNode) -> JSONNode? {
        let wanted = Array(name.utf8)
        var found: Range<Int>?
        forEachMember(of: node) { key, value in
            if self.name(at: key, is: wanted) { found = value }
        }
        return found.map { child(of: node, at: $0, Place(stringValue: name)) }
    }

    private func element(_ index: Int, of node: JSONNode) -> JSONNode? {
        let all = elements(of: node)
        let place = index < 0 ? all.count + index : index
        guard all.indices.contains(place) else { return nil }
        return child(of: node, at: all[place], Place(index: place))
    }

    /// All elements or members; `nil` for other values.
    private func contents(of node: JSONNode) -> [JSONNode]? {
        switch node.source.first {
        case UInt8(ascii: "["):
            return elements(of: node).enumerated().map { index, range in
                child(of: node, at: range, Place(index: index))
            }
        case UInt8(ascii: "{"):
            var all: [JSONNode] = []
            forEachMember(of: node) { key, value in
                all.append(child(of: node, at: value, Place(stringValue: text(at: key) ?? "")))
            }
            return all
        default: return nil
        }
    }

    private func child(of node: JSONNode, at range: Range<Int>, _ place: Place) -> JSONNode {
        JSONNode(source: bytes[range], place: node.place + [place])
    }

    /// The values of an array; none for other values.
    private func elements(of node: JSONNode) -> [Range<Int>] {
        guard node.source.first == UInt8(ascii: "[") else { return [] }
        var all: [Range<Int>] = []
        var index = skipSpace(from: node.source.startIndex + 1)
        while bytes[index] != UInt8(ascii: "]") {
            let end = end(ofValueAt: index)
            all.append(index..<end)
            index = skipSpace(from: end)
            if bytes[index] == UInt8(ascii: ",") { index = skipSpace(from: index + 1) }
        }
        return all
    }

    private func forEachMember(
        of node: JSONNode, _ body: (_ key: Range<Int>, _ value: Range<Int>) -> Void
    ) {
        guard node.source.first == UInt8(ascii: "{") else { return }
        var index = skipSpace(from: node.source.startIndex + 1)
        while bytes[index] != UInt8(ascii: "}") {
            let key = index..<end(ofValueAt: index)
            // Behind the colon.
            let value = skipSpace(from: skipSpace(from: key.upperBound) + 1)
            let end = end(ofValueAt: value)
            body(key, value..<end)
            index = skipSpace(from: end)
            if bytes[index] == UInt8(ascii: ",") { index = skipSpace(from: index + 1) }
        }
    }

    /// Whether a string, with its quotes, is a text: character by character, as RFC 9535 compares.
    private func name(at range: Range<Int>, is wanted: [UInt8]) -> Bool {
        let inside = bytes[range].dropFirst().dropLast()
        guard inside.contains(UInt8(ascii: "\\")) else { return inside.elementsEqual(wanted) }
        return text(at: range)?.utf8.elementsEqual(wanted) ?? false
    }

    private func text(at range: Range<Int>) -> String? {
        try? JSONDecoder().decode(String.self, from: Data(bytes[range]))
    }
}

// MARK: - Bytes

extension JSONSearch {
    private func skipSpace(from index: Int) -> Int {
        bytes.withUnsafeBufferPointer { clt_json_skip_space($0.baseAddress, $0.count, index) }
    }

    /// The end of the value that begins at an index; the index itself when none does.
    private func end(ofValueAt index: Int) -> Int {
        bytes.withUnsafeBufferPointer { clt_json_value_end($0.baseAddress, $0.count, index) }
    }

    /// A member's name or an element's index, as decoders write it.
    private struct Place: CodingKey {
        let stringValue: String
        let intValue: Int?

        init(stringValue: String) {
            self.stringValue = stringValue
            intValue = nil
        }

        init(index: Int) {
            stringValue = "Index \(index)"
            intValue = index
        }

        init?(intValue: Int) { self.init(index: intValue) }
    }
}
