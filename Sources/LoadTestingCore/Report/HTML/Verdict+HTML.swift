extension Verdict {
    /// The class of the style sheet.
    var style: Markup {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .inconclusive: "inconclusive"
        case .invalid: "invalid"
        }
    }

    /// The mark, as in a terminal.
    var mark: Markup {
        switch self {
        case .passed: "✓"
        case .failed: "✗"
        case .inconclusive: "?"
        case .invalid: "!"
        }
    }

    /// The word for people.
    var word: Markup {
        switch self {
        case .passed: "Passed"
        case .failed: "Failed"
        case .inconclusive: "Inconclusive"
        case .invalid: "Invalid"
        }
    }

    /// Mark and word in the verdict's colour.
    var badge: Markup { "<span class=\"badge \(style)\">\(mark) \(word)</span>" }
}
