/// The colours of a report, for light and dark screens.
///
/// Lines are told apart with any kind of colour vision (after Okabe and Ito) and have a contrast of
/// at least 3 : 1 to the ground that they are drawn on; texts have 4.5 : 1 (WCAG 2.2).
struct ReportPalette: Sendable {
    /// The number of colours for lines.
    static let lines = 6

    /// The colours by their name in the style sheet, as `rrggbb`.
    let colours: [(name: String, colour: String)]

    /// Names of grounds, of texts on them and of lines on them.
    static let grounds = ["ground", "card", "soft"]
    static let texts = ["text", "quiet", "passed", "failed", "inconclusive", "invalid", "accent"]
    static let lineNames = (0..<lines).map { "line\($0)" } + ["bad"]

    static let light = ReportPalette(colours: [
        ("ground", "f6f7f9"), ("card", "ffffff"), ("soft", "eef1f5"), ("rule", "dde2e8"),
        ("text", "1a2129"), ("quiet", "55606d"), ("accent", "0a5cad"),
        ("passed", "13703a"), ("failed", "b8232f"), ("inconclusive", "855400"),
        ("invalid", "7440b8"), ("bad", "c8303c"),
        ("line0", "0072b2"), ("line1", "00805d"), ("line2", "c85400"), ("line3", "9a3a82"),
        ("line4", "8a6d00"), ("line5", "5b6572"),
    ])

    static let dark = ReportPalette(colours: [
        ("ground", "0f1318"), ("card", "171c23"), ("soft", "1f262f"), ("rule", "2d3641"),
        ("text", "e8edf3"), ("quiet", "a0abb8"), ("accent", "6cb6ff"),
        ("passed", "4cc77d"), ("failed", "ff8087"), ("inconclusive", "e0a83a"),
        ("invalid", "c09af5"), ("bad", "ff7b82"),
        ("line0", "56b4e9"), ("line1", "2fc79b"), ("line2", "ff9a52"), ("line3", "e08cc6"),
        ("line4", "dcc04a"), ("line5", "9aa6b4"),
    ])

    /// The colours as declarations of the style sheet.
    var declarations: String {
        colours.map { "--\($0.name):#\($0.colour)" }.joined(separator: ";")
    }
}
