/// How text goes to a terminal: with colours, or plain.
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

    private func coloured(_ text: String, code: Int) -> String {
        hasColours ? "\u{1b}[\(code)m\(text)\u{1b}[0m" : text
    }
}
