/// Characters in all their spellings.
extension SecretScanner {
    /// A character and the length of its spelling in bytes: `"` may be `\"`, `%22`, `%2522`,
    /// `&quot;`, `&#34;` or `\u0022`.
    ///
    /// Only of an ASCII sign; of anything else it is the byte.
    func character(at index: Int) -> (byte: UInt8, length: Int) {
        switch bytes[index] {
        case UInt8(ascii: "%"): percentEncoded(at: index) ?? (bytes[index], 1)
        case UInt8(ascii: "&"): entity(at: index) ?? (bytes[index], 1)
        case UInt8(ascii: "\\"): escaped(at: index) ?? (bytes[index], 1)
        default: (bytes[index], 1)
        }
    }

    /// A character before a limit, a zero byte behind it.
    func character(at index: Int, upTo limit: Int) -> (byte: UInt8, length: Int) {
        index < limit ? character(at: index) : (0, 0)
    }

    /// `%3D`, also encoded once more: `%253D`.
    private func percentEncoded(at index: Int) -> (byte: UInt8, length: Int)? {
        var digits = index + 1
        while digits < index + Self.longestEscape, stands("25", at: digits) { digits += 2 }
        return number(at: digits).map { ($0, digits + 2 - index) }
    }

    /// `\"`, `\/` and `\u0022`, behind any number of backslashes.
    private func escaped(at index: Int) -> (byte: UInt8, length: Int)? {
        var end = index
        while end < min(bytes.count, index + Self.longestEscape), bytes[end] == bytes[index] {
            end += 1
        }
        guard end < bytes.count else { return nil }
        if bytes[end].isQuote || bytes[end] == UInt8(ascii: "/") {
            return (bytes[end], end + 1 - index)
        }
        guard stands("u00", at: end) else { return nil }
        return number(at: end + 3).map { ($0, end + 5 - index) }
    }

    private func entity(at index: Int) -> (byte: UInt8, length: Int)? {
        guard index + 3 < bytes.count else { return nil }
        switch bytes[index + 1] {
        case UInt8(ascii: "#"): return numberedEntity(at: index)
        case UInt8(ascii: "q") where stands("&quot;", at: index): return (UInt8(ascii: "\""), 6)
        case UInt8(ascii: "a") where stands("&apos;", at: index): return (UInt8(ascii: "'"), 6)
        case UInt8(ascii: "a") where stands("&amp;", at: index): return (UInt8(ascii: "&"), 5)
        case UInt8(ascii: "l") where stands("&lt;", at: index): return (UInt8(ascii: "<"), 4)
        case UInt8(ascii: "g") where stands("&gt;", at: index): return (UInt8(ascii: ">"), 4)
        default: return nil
        }
    }

    /// `&#39;` and `&#x27;`.
    private func numberedEntity(at index: Int) -> (byte: UInt8, length: Int)? {
        let isHexadecimal = bytes[index + 2] | 0x20 == UInt8(ascii: "x")
        let start = index + (isHexadecimal ? 3 : 2)
        guard start + 2 < bytes.count, bytes[start + 2] == UInt8(ascii: ";") else { return nil }
        return number(at: start, radix: isHexadecimal ? 16 : 10).map {
            ($0, start + 3 - index)
        }
    }

    /// The number of two digits.
    private func number(at index: Int, radix: UInt8 = 16) -> UInt8? {
        guard index + 2 <= bytes.count else { return nil }
        var number: UInt8 = 0
        for byte in bytes[index..<index + 2] {
            let digit = byte.isDigit ? byte - 0x30 : byte.isLetter ? (byte | 0x20) - 0x57 : radix
            guard digit < radix else { return nil }
            number = number &* radix &+ digit
        }
        return number
    }

    /// The maximum bytes read for one character.
    private static let longestEscape = 16
}

extension UInt8 {
    var isSmallLetter: Bool { self >= 0x61 && self <= 0x7a }
    var isLetter: Bool { (self | 0x20).isSmallLetter }
    var isBlank: Bool { self == 0x20 || (self >= 9 && self <= 13) }
    var isLineEnd: Bool { self == 10 || self == 13 }
    /// Whether it is more than a plain character: it begins an escape, a URL or an object, or ends
    /// one.
    var isSign: Bool {
        self == UInt8(ascii: "/") || self == UInt8(ascii: "\\") || self == UInt8(ascii: "%")
            || self == UInt8(ascii: "&") || self == UInt8(ascii: "{") || self == UInt8(ascii: "}")
    }

    var isSignOfValue: Bool { self == UInt8(ascii: ":") || self == UInt8(ascii: "=") }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

    /// `user[password]=`, `tokens[]=`, and a backslash that belongs to no quote.
    var isBracketOfName: Bool {
        self == UInt8(ascii: "[") || self == UInt8(ascii: "]") || self == UInt8(ascii: "\\")
    }

    /// Whether it stands before a string of bytes, of Unicode or without escapes.
    var isPrefixOfString: Bool {
        let letter = self | 0x20
        return letter == UInt8(ascii: "b") || letter == UInt8(ascii: "u")
            || letter == UInt8(ascii: "r")
    }

    /// Letters, digits, `_`, `-`, `.` and bytes beyond ASCII.
    var isNameByte: Bool {
        isLetter || isDigit || self == UInt8(ascii: "_")
            || self == UInt8(ascii: "-") || self == UInt8(ascii: ".") || self >= 0x80
    }

    /// Whether a value of `name: value` ends here.
    var endsField: Bool {
        isBlank || isQuote || self == UInt8(ascii: "<") || self == UInt8(ascii: "}")
            || self == UInt8(ascii: "]")
    }

    /// Whether a value of `name=value` or of JSON ends here.
    var endsItem: Bool {
        endsField || self == UInt8(ascii: ",") || self == UInt8(ascii: ";")
            || self == UInt8(ascii: "&")
    }

    /// Whether host and port of a URL end here.
    var endsAuthority: Bool {
        endsField || self == UInt8(ascii: "/") || self == UInt8(ascii: "?")
            || self == UInt8(ascii: "#") || self == UInt8(ascii: "\\") || self == UInt8(ascii: ">")
    }
}
