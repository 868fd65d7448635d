extension String {
    /// The text with a space in place of each control character: C0, DEL, C1, separators of lines
    /// and paragraphs, and marks of the direction of writing.
    var withSpacesForControls: String {
        var text = self
        return text.withUTF8 { bytes in
            guard bytes.contains(where: { $0 < 0x20 || $0 >= 0x7f }) else { return self }
            var shown: [UInt8] = []
            shown.reserveCapacity(bytes.count)
            var index = 0
            while index < bytes.count {
                let length = Self.controlLength(at: index, in: bytes)
                shown.append(length > 0 ? UInt8(ascii: " ") : bytes[index])
                index += max(1, length)
            }
            return String(decoding: shown, as: UTF8.self)
        }
    }

    /// The length of the control character at an index, in bytes; 0 without one.
    private static func controlLength(
        at index: Int, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Int {
        let first = bytes[index]
        if first < 0x20 || first == 0x7f { return 1 }
        guard first == 0xc2 || first == 0xe2, index + 1 < bytes.count else { return 0 }
        let second = bytes[index + 1]
        if first == 0xc2 { return second < 0xa0 ? 2 : 0 }
        guard index + 2 < bytes.count else { return 0 }
        let third = bytes[index + 2]
        let isSeparator = second == 0x80 && (0xa8...0xae).contains(third)
        let isDirection =
            (second == 0x80 && (0x8e...0x8f).contains(third))
            || (second == 0x81 && (0xa6...0xa9).contains(third))
        return isSeparator || isDirection ? 3 : 0
    }
}
