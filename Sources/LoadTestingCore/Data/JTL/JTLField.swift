/// A field of a row, where the file was read to: valid until the next row.
struct JTLField {
    /// The bytes between quotes, if there are any.
    var bytes: UnsafeBufferPointer<UInt8>
    /// Whether quotes in it are written twice.
    var hasDoubledQuotes = false

    static var empty: JTLField { JTLField(bytes: UnsafeBufferPointer(start: nil, count: 0)) }

    var isEmpty: Bool { bytes.isEmpty }

    /// The text; bytes that are no UTF-8 are replaced.
    var text: String {
        guard hasDoubledQuotes else { return String(decoding: bytes, as: UTF8.self) }
        var single: [UInt8] = []
        var index = 0
        while index < bytes.count {
            single.append(bytes[index])
            index += bytes[index] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(decoding: single, as: UTF8.self)
    }

    /// The number; `nil` for anything but up to 18 digits.
    var number: Int64? {
        guard bytes.count > 0, bytes.count <= 18 else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            value = value &* 10 &+ Int64(digit)
        }
        return value
    }

    /// Whether the text begins so.
    func hasPrefix(_ prefix: StaticString) -> Bool {
        let count = prefix.utf8CodeUnitCount
        guard bytes.count >= count else { return false }
        for index in 0..<count where bytes[index] != prefix.utf8Start[index] { return false }
        return true
    }

    /// Whether the text is this one, letters of either case; the other is in lower case.
    func isWord(_ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        for index in 0..<bytes.count where bytes[index] | 0x20 != word.utf8Start[index] {
            return false
        }
        return true
    }

    /// The part in front of the last space; all of it where there is none.
    var beforeLastSpace: JTLField {
        guard let space = bytes.lastIndex(of: UInt8(ascii: " ")) else { return self }
        return JTLField(
            bytes: UnsafeBufferPointer(rebasing: bytes[..<space]),
            hasDoubledQuotes: hasDoubledQuotes)
    }
}
