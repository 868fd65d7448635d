/// Percent-encoding (RFC 3986, 2.1).
package enum PercentEncoding {
    /// Encodes every byte but the unreserved characters: letters, digits and `-._~`.
    package static func encoded(_ text: String) -> String { encoded(text, keeping: isUnreserved) }

    /// Encodes bytes that are invalid in a URL: blanks, control characters, and bytes beyond ASCII.
    package static func visible(_ bytes: [UInt8]) -> String {
        encoded(bytes) { $0 > 0x20 && $0 < 0x7f }
    }

    /// Encodes every byte but those to be kept.
    package static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        guard !text.utf8.allSatisfy(isKept) else { return text }
        return encoded(text.utf8, keeping: isKept)
    }

    private static func encoded(
        _ bytes: some Sequence<UInt8>, keeping isKept: (UInt8) -> Bool
    ) -> String {
        var encoded: [UInt8] = []
        for byte in bytes {
            if isKept(byte) {
                encoded.append(byte)
            } else {
                encoded += [UInt8(ascii: "%"), digit(byte >> 4), digit(byte & 15)]
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    /// Whether a byte needs no encoding in any part of a URL.
    package static func isUnreserved(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte)
            || (0x61...0x7a).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: "~")
    }

    /// A hexadecimal digit in upper case.
    package static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
}
