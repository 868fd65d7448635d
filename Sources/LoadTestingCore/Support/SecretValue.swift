import CLoadTesting

/// A secret by its value, for texts in which no name marks it.
package struct SecretValue: Hashable, Sendable {
    /// The value's bytes.
    let bytes: [UInt8]
    /// The text shown in its place, such as `{token}`.
    let replacement: String

    /// - Parameters:
    ///   - value: `nil` is returned for one of less than three bytes: it would be found everywhere.
    ///   - name: the name of its slot; `nil` shows `…`.
    package init?(_ value: String, named name: String? = nil) {
        guard value.utf8.count >= Self.shortest else { return nil }
        bytes = Array(value.utf8)
        replacement = name.map { "{\($0)}" } ?? "…"
    }

    private static let shortest = 3
    /// A shorter value counts only as a word of its own.
    private static let shortestPart = 8

    /// Whether a value looks like a secret whatever its name: long, one word, letters and digits,
    /// and no UUID.
    package static func isLikely(_ value: String) -> Bool {
        let count = value.utf8.count
        guard (20...4_096).contains(count), !isUUID(value) else { return false }
        let isWord = value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
        // A path has slashes as well, but neither a plus nor an end of Base64.
        let isPath = value.utf8.contains(UInt8(ascii: "/")) && !isBase64(value)
        let digits = value.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
        let letters = value.utf8.contains { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7a }
        return isWord && !isPath && digits && letters
    }

    /// Whether a value is one word that is specific enough to search for.
    package static func isWord(_ value: String) -> Bool {
        (shortestPart...4_096).contains(value.utf8.count)
            && value.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7f }
    }

    /// Whether a value has a sign of Base64.
    private static func isBase64(_ value: String) -> Bool {
        let text = value.utf8
        guard text.last == UInt8(ascii: "=") || text.contains(UInt8(ascii: "+")) else {
            return false
        }
        return text.allSatisfy { isPart($0) || "+/=".utf8.contains($0) }
    }

    private static func isUUID(_ value: String) -> Bool {
        value.utf8.count == 36
            && value.utf8.enumerated().allSatisfy { index, byte in
                [8, 13, 18, 23].contains(index)
                    ? byte == UInt8(ascii: "-")
                    : (byte >= 0x30 && byte <= 0x39)
                        || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
            }
    }

    /// Replaces the value in a text, in any spelling, also its beginning where the text was cut off
    /// in it.
    func replaced(in text: [UInt8]) -> [UInt8] {
        spellings.reduce(text) { $1.replacedAsWritten(in: $0) }
    }

    /// The value as in URLs, JSON and markup, and unchanged.
    private var spellings: [SecretValue] {
        guard !bytes.allSatisfy(PercentEncoding.isUnreserved) else { return [self] }
        let text = String(decoding: bytes, as: UTF8.self)
        let slash = UInt8(ascii: "/")
        let encoded = [
            PercentEncoding.encoded(text),
            PercentEncoding.encoded(text) { PercentEncoding.isUnreserved($0) || $0 == slash },
        ]
        let escaped = text.replacing("/", with: "\\/")
        let inJSON = ["+", "=", "&"].reduce(text) { text, sign in
            text.replacing(sign, with: "\\u00" + String(sign.utf8.first!, radix: 16))
        }
        let inMarkup = text.replacing("&", with: "&amp;").replacing("+", with: "&#43;")
        let all = encoded + encoded.map(Self.withSmallDigits) + [escaped, inJSON, inMarkup]
        return [self] + Set(all).subtracting([text]).map { SecretValue(self, as: $0) }
    }

    /// `%2f` for `%2F`.
    private static func withSmallDigits(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] == UInt8(ascii: "%") {
            for digit in index + 1...index + 2 { bytes[digit] |= 0x20 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private init(_ value: SecretValue, as text: String) {
        bytes = Array(text.utf8)
        replacement = value.replacement
    }

    private func replacedAsWritten(in text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var start = 0
        while let found = place(in: text, from: start) {
            result += text[start..<found]
            result += replacement.utf8
            start = found + bytes.count
        }
        let rest = text[start...]
        guard let cut = cutOff(in: rest) else { return start == 0 ? text : result + rest }
        return result + rest[..<cut] + replacement.utf8
    }

    private func place(in text: [UInt8], from start: Int) -> Int? {
        var start = start
        while let found = next(in: text, from: start) {
            if bytes.count >= Self.shortestPart || isWord(found..<found + bytes.count, in: text) {
                return found
            }
            start = found + 1
        }
        return nil
    }

    private func next(in text: [UInt8], from start: Int) -> Int? {
        text.withUnsafeBufferPointer { text in
            bytes.withUnsafeBufferPointer { wanted in
                let found = clt_find(
                    text.baseAddress, text.count, start, wanted.baseAddress, wanted.count)
                return found < 0 ? nil : found
            }
        }
    }

    private func isWord(_ range: Range<Int>, in text: [UInt8]) -> Bool {
        let before = range.lowerBound > 0 ? text[range.lowerBound - 1] : 0
        let after = range.upperBound < text.count ? text[range.upperBound] : 0
        return !Self.isPart(before) && !Self.isPart(after)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
    }

    /// The start of the value whose end a text lacks; at least eight bytes of it must be there.
    private func cutOff(in text: ArraySlice<UInt8>) -> Int? {
        guard bytes.count > Self.shortestPart else { return nil }
        let first = max(text.startIndex, text.endIndex - min(bytes.count, 256) + 1)
        guard first <= text.endIndex - Self.shortestPart else { return nil }
        return (first...text.endIndex - Self.shortestPart).first {
            text[$0...].elementsEqual(bytes.prefix(text.endIndex - $0))
        }
    }
}
