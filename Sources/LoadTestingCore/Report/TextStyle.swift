/// The style of text in a terminal: with colours, or plain.
package struct TextStyle: Sendable {
    private let hasColours: Bool

    package init(hasColours: Bool) { self.hasColours = hasColours }

    /// Without colours.
    package static let plain = TextStyle(hasColours: false)

    /// The mark of a verdict: `✓`, `✗`, `?`, `!`.
    func mark(_ verdict: Verdict) -> String {
        switch verdict {
        case .passed: coloured("✓", code: 32)
        case .failed: coloured("✗", code: 31)
        case .inconclusive: coloured("?", code: 33)
        case .invalid: coloured("!", code: 31)
        }
    }

    /// The mark of a budget that was not judged; as long as the others, which columns rely on.
    var unjudgedMark: String { coloured("–", code: 90) }

    private func coloured(_ text: String, code: Int) -> String {
        hasColours ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
