/// The escaping of texts in a format of sample logs.
enum JTLEscaping {
    /// Quotes around what holds a comma, a quote or a line break; quotes in it are doubled.
    case csv
    /// XML's five characters.
    case xml

    /// A text as a field.
    func field(_ text: String) -> [UInt8] {
        let parts = parts(text)
        return parts.start + parts.end
    }

    /// A text as a field that other characters are put into at the end.
    func parts(_ text: String) -> (start: [UInt8], end: [UInt8]) {
        let bytes = Array(text.printable.utf8)
        switch self {
        case .xml: return (start: bytes.flatMap(Self.xml), end: [])
        case .csv:
            guard bytes.contains(where: Self.needsQuotes) else { return (start: bytes, end: []) }
            let quote = UInt8(ascii: "\"")
            let doubled = bytes.flatMap { $0 == quote ? [quote, quote] : [$0] }
            return (start: [quote] + doubled, end: [quote])
        }
    }

    private static func needsQuotes(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private static func xml(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "&"): Array("&amp;".utf8)
        case UInt8(ascii: "<"): Array("&lt;".utf8)
        case UInt8(ascii: ">"): Array("&gt;".utf8)
        case UInt8(ascii: "\""): Array("&quot;".utf8)
        case UInt8(ascii: "'"): Array("&apos;".utf8)
        default: [byte]
        }
    }
}
