/// Text in Latin-1 (ISO 8859-1), which stands in for a reply's bytes that are no UTF-8.
enum Latin1 {
    /// The text of bytes.
    static func text(of bytes: [UInt8]) -> String {
        var scalars = String.UnicodeScalarView()
        for byte in bytes { scalars.append(Unicode.Scalar(byte)) }
        return String(scalars)
    }

    /// The bytes of a text; `nil` when it has characters outside Latin-1.
    static func bytes(of text: some StringProtocol) -> [UInt8]? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let byte = UInt8(exactly: scalar.value) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }

    /// The bytes of a text within bytes that are no UTF-8; `nil` where they are the text's own
    /// bytes.
    static func bytes(of text: [UInt8], in other: [UInt8]) -> [UInt8]? {
        guard text.contains(where: { $0 >= 0x80 }), !other.isUTF8,
            let text = String(validating: text, as: UTF8.self)
        else { return nil }
        return bytes(of: text)
    }
}

extension [UInt8] {
    /// The bytes as text: in UTF-8, or in Latin-1 where they are none.
    var matchedText: String { String(validating: self, as: UTF8.self) ?? Latin1.text(of: self) }

    /// Whether a text occurs in these: in UTF-8, or in Latin-1 where they are none.
    func says(_ text: [UInt8]) -> Bool {
        holds(text) || Latin1.bytes(of: text, in: self).map { holds($0) } == true
    }

    /// Whether these are a text: in UTF-8, or in Latin-1 where they are none.
    func isText(_ text: [UInt8]) -> Bool {
        self == text || Latin1.bytes(of: text, in: self) == self
    }
}
