import Foundation
import LoadTestingMacrosFree

/// Scans JSON (RFC 8259) for its shape, or for its first error.
///
/// Runs only after a decoder failed: Foundation's reports neither the keys nor, on Linux, the error
/// in a text that is no JSON.
struct JSONScanner {
    /// The reason that a text is no JSON.
    struct Fault: Error {
        var reason: String
    }

    private let bytes: [UInt8]
    private var index = 0
    private var line = 1
    private var depth = 0

    /// The shape of a whole text.
    static func shape(of bytes: [UInt8]) throws(Fault) -> JSONShape {
        var scanner = JSONScanner(bytes: bytes)
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { scanner.index = 3 }
        scanner.skipSpace()
        guard scanner.index < bytes.count else { throw Fault(reason: "the text is empty") }
        let shape = try scanner.value()
        scanner.skipSpace()
        guard scanner.index == bytes.count else { throw scanner.unexpected() }
        return shape
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private var current: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func value() throws(Fault) -> JSONShape {
        skipSpace()
        let start = line
        return JSONShape(kind: try kind(), line: start)
    }

    private mutating func kind() throws(Fault) -> JSONShape.Kind {
        switch current {
        case UInt8(ascii: "{"): return .object(try nested(JSONScanner.members))
        case UInt8(ascii: "["): return .array(try nested(JSONScanner.elements))
        case UInt8(ascii: "\""):
            _ = try string()
            return .string
        case UInt8(ascii: "t"): return try word("true", .bool)
        case UInt8(ascii: "f"): return try word("false", .bool)
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return .number(isWhole: try number())
        }
    }

    private mutating func word(
        _ word: StaticString, _ kind: JSONShape.Kind
    ) throws(Fault) -> JSONShape.Kind {
        for byte in UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount) {
            try take(byte)
        }
        return kind
    }

    private mutating func take(_ byte: UInt8) throws(Fault) {
        guard current == byte else { throw unexpected() }
        index += 1
    }

    private mutating func takes(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        index += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, " \t\r\n".utf8.contains(byte) {
            if byte == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
    }

    private func unexpected() -> Fault {
        let lineStart = bytes[..<index].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: bytes[lineStart..<index], as: UTF8.self).count + 1
        let place = "at line \(line), column \(column)"
        let rest = String(decoding: bytes[index...].prefix(16), as: UTF8.self)
        guard let character = rest.first else { return Fault(reason: "it ends \(place)") }
        return Fault(reason: "unexpected \(String(character).quoted) \(place)")
    }
}

// MARK: - Objects and arrays

extension JSONScanner {
    /// The maximum depth, that of Foundation's decoder.
    private static let deepest = 512

    private mutating func nested<Content>(
        _ content: (inout JSONScanner) throws(Fault) -> Content
    ) throws(Fault) -> Content {
        guard depth < Self.deepest else {
            throw Fault(reason: "it is nested deeper than \(Self.deepest) levels")
        }
        depth += 1
        defer { depth -= 1 }
        index += 1
        return try content(&self)
    }

    private static func members(
        _ scanner: inout JSONScanner
    ) throws(Fault) -> [(key: String, value: JSONShape)] {
        var members: [(key: String, value: JSONShape)] = []
        scanner.skipSpace()
        if scanner.takes(UInt8(ascii: "}")) { return members }
        repeat {
            scanner.skipSpace()
            let key = try scanner.string()
            scanner.skipSpace()
            try scanner.take(UInt8(ascii: ":"))
            members.append((key: key, value: try scanner.value()))
            scanner.skipSpace()
        } while scanner.takes(UInt8(ascii: ","))
        try scanner.take(UInt8(ascii: "}"))
        return members
    }

    private static func elements(_ scanner: inout JSONScanner) throws(Fault) -> [JSONShape] {
        var elements: [JSONShape] = []
        scanner.skipSpace()
        if scanner.takes(UInt8(ascii: "]")) { return elements }
        repeat {
            elements.append(try scanner.value())
            scanner.skipSpace()
        } while scanner.takes(UInt8(ascii: ","))
        try scanner.take(UInt8(ascii: "]"))
        return elements
    }
}

// MARK: - Strings and numbers

extension JSONScanner {
    /// The text of a string, whose escapes are resolved.
    private mutating func string() throws(Fault) -> String {
        let start = index
        try take(UInt8(ascii: "\""))
        while let byte = current, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw unexpected() }
            index += byte == UInt8(ascii: "\\") && index + 1 < bytes.count ? 2 : 1
        }
        try take(UInt8(ascii: "\""))
        let literal = bytes[start..<index]
        if !literal.contains(UInt8(ascii: "\\")),
            let text = String(validating: literal.dropFirst().dropLast(), as: UTF8.self)
        {
            return text
        }
        guard let text = try? JSONDecoder().decode(String.self, from: Data(literal)) else {
            index = start
            throw Fault(reason: "a wrong escape or no UTF-8 in the string on line \(line)")
        }
        return text
    }

    /// Takes a number; whether it has neither fraction nor exponent.
    private mutating func number() throws(Fault) -> Bool {
        _ = takes(UInt8(ascii: "-"))
        if !takes(UInt8(ascii: "0")) { try digits() }
        var isWhole = true
        if takes(UInt8(ascii: ".")) {
            isWhole = false
            try digits()
        }
        if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
            isWhole = false
            _ = takes(UInt8(ascii: "+")) || takes(UInt8(ascii: "-"))
            try digits()
        }
        return isWhole
    }

    private mutating func digits() throws(Fault) {
        guard let byte = current, isDigit(byte) else { throw unexpected() }
        while let byte = current, isDigit(byte) { index += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
