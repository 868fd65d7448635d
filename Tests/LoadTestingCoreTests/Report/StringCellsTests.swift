import Testing

@testable import LoadTestingCore

@Suite struct StringCellsTests {
    @Test(arguments: [
        ("", 0), ("GET /", 5), ("µs – …", 6), ("✓✗", 2), ("日本語", 6), ("한글", 4), ("ｆｕ", 4),
        ("\u{1112}\u{1161}\u{11ab}", 2), ("e\u{301}", 1), ("a\u{200b}b", 2), ("🚀", 2),
        ("👨‍👩‍👧", 2), ("🇩🇪", 2), ("👍🏽", 2), ("❤\u{fe0f}", 2), ("❤", 1), ("〒", 2), ("カ", 2), ("ｶ", 1),
        ("\u{1b}", 0), ("𠀀", 2),
    ])
    func `a text has the cells that a terminal gives it`(text: String, cells: Int) {
        #expect(text.cells == cells)
    }

    @Test(arguments: [
        ("abcdefgh", 8, "abcdefgh"), ("abcdefgh", 7, "abc…fgh"), ("abcdefgh", 6, "abc…gh"),
        ("abcdefgh", 2, "a…"), ("abcdefgh", 1, "…"), ("日本語日本語", 11, "日本…本語"),
        ("日本語日本語", 7, "日…語"), ("日本語", 6, "日本語"), ("🇩🇪🇫🇷🇬🇧", 5, "🇩🇪…🇬🇧"),
    ])
    func `a long text is cut in its middle, never within a character`(
        text: String, limit: Int, short: String
    ) {
        #expect(text.shortened(toCells: limit) == short)
        #expect(short.cells <= limit)
    }
}
