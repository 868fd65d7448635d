import LoadTestingMacrosFree

/// Text in XML documents.
enum XML {
    /// A text on one line as content or as an attribute's value, control characters spelled out.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        // By scalars: a character may be a mark of markup with an accent on it.
        for scalar in text.printable.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&apos;"
            // No character of XML 1.0.
            case "\u{fffe}", "\u{ffff}": escaped += "\u{fffd}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A text of several lines as content.
    static func escaped(lines text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { escaped(String($0)) }.joined(separator: "\n")
    }
}
