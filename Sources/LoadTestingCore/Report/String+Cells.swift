/// Text in a terminal, whose cells hold half of a wide character, or all of a narrow one.
extension String {
    /// The number of a terminal's cells that the text takes.
    var cells: Int {
        // Most cells of a table are plain figures.
        if utf8.allSatisfy({ 0x20..<0x7f ~= $0 }) { return utf8.count }
        return reduce(0) { $0 + $1.cells }
    }

    /// The text within a number of cells, with `…` in place of its middle where it is longer.
    ///
    /// - Parameter limit: the maximum cells, at least 1.
    func shortened(toCells limit: Int) -> String {
        guard cells > limit else { return self }
        let end = String(reversed()).prefix(cells: (limit - 1) / 2).reversed()
        let start = prefix(cells: limit - 1 - (limit - 1) / 2)
        return start + "…" + String(end)
    }

    private func prefix(cells limit: Int) -> String {
        var (text, left) = ("", limit)
        for character in self {
            left -= character.cells
            guard left >= 0 else { break }
            text.append(character)
        }
        return text
    }

    /// The text with blanks behind it up to a width in cells.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - cells))
    }
}

extension Character {
    /// The number of a terminal's cells that the character takes: 2 for emoji.
    fileprivate var cells: Int {
        let scalars = unicodeScalars
        let isEmoji =
            scalars.first?.properties.isEmojiPresentation == true
            || scalars.dropFirst().contains("\u{fe0f}")
        return isEmoji ? 2 : scalars.reduce(0) { $0 + $1.cells }
    }
}

extension Unicode.Scalar {
    /// The number of cells: 0 for marks that stand on another character, for joiners and controls.
    fileprivate var cells: Int {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        // Vowels and finals of Hangul stand in the block of their first consonant.
        if 0x1160...0x11ff ~= value || 0xd7b0...0xd7ff ~= value { return 0 }
        return Self.wide.contains { $0 ~= value } ? 2 : 1
    }

    /// The characters of width W or F in Unicode's EastAsianWidth.txt 15.1, emoji aside.
    ///
    /// Gaps of characters that are not assigned are in the ranges.
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115f, 0x2329...0x232a, 0x2e80...0x303e, 0x3041...0x3247, 0x3250...0x4dbf,
        0x4e00...0xa4c6, 0xa960...0xa97c, 0xac00...0xd7a3, 0xf900...0xfaff, 0xfe10...0xfe19,
        0xfe30...0xfe6b, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x18d08, 0x1aff0...0x1b2fb,
        0x1f200...0x1f251, 0x1f260...0x1f265, 0x20000...0x2fffd, 0x30000...0x3fffd,
    ]
}
