import LoadTestingMacrosFree

/// Text and tables in GitHub's Markdown.
enum Markdown {
    /// A text on one line, without any meaning to Markdown or HTML.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.printable(upTo: 500).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            // Mentions, links of issues and addresses are made from these.
            case "@", "#", ":": escaped += "&#\(scalar.value);"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "!":
                escaped += "\\"
                escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// A table and an empty line; nothing without rows.
    ///
    /// - Parameter rightFrom: the first column that is aligned to the right.
    static func table(
        _ titles: [String], _ rows: [[String]], rightFrom: Int = .max
    ) -> [String] {
        guard !rows.isEmpty else { return [] }
        let marks = titles.indices.map { $0 < rightFrom ? "---" : "---:" }
        return [line(titles), line(marks)] + rows.map { line($0.map(escaped)) } + [""]
    }

    private static func line(_ cells: [String]) -> String {
        "| \(cells.joined(separator: " | ")) |"
    }
}
