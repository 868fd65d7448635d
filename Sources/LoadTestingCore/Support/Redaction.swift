/// Takes secrets out of what is kept and printed.
package enum Redaction {
    /// A URL whose query values are replaced by `…`; an item that is no pair is a value.
    package static func url(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return text }
        let items = text[text.index(after: mark)...].split(
            separator: "&", omittingEmptySubsequences: false)
        return "\(text[..<mark])?"
            + items.map { item in
                item.firstIndex(of: "=").map { "\(item[..<$0])=…" } ?? "…"
            }.joined(separator: "&")
    }

    /// Whether the name of a field says that its value is a secret.
    package static func isSecret(field name: String) -> Bool {
        "\(name)=".firstMatch(of: secretField) != nil
    }

    /// A URL in which only the values of items that name a secret are replaced by `…`.
    package static func secrets(inURL text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return text }
        let items = text[text.index(after: mark)...].split(
            separator: "&", omittingEmptySubsequences: false)
        return "\(text[..<mark])?"
            + items.map { item in
                guard let equals = item.firstIndex(of: "="),
                    isSecret(field: String(item[..<equals]))
                else { return String(item) }
                return "\(item[..<equals])=…"
            }.joined(separator: "&")
    }

    /// A body on one line: control characters taken out, values of fields that name a secret
    /// replaced by `…`.
    package static func body(_ text: String) -> String {
        var rest = text[...]
        var shown = ""
        while let field = rest.firstMatch(of: secretField) {
            let isEndTag = field.output.last == ">" && rest[..<field.range.lowerBound].last == "/"
            shown += rest[..<field.range.upperBound] + (isEndTag ? "" : "…")
            rest = rest[field.range.upperBound...]
            if !isEndTag { rest = remainder(behind: field.output, in: rest) }
        }
        return String(
            (shown + rest).unicodeScalars.map {
                $0.value < 0x20 || (0x7f...0x9f).contains($0.value) ? " " : Character($0)
            })
    }

    /// The text behind a secret's value: a string, list or object of JSON, a header's line, an
    /// element's text, or a word.
    private static func remainder(behind field: Substring, in text: Substring) -> Substring {
        switch text.first {
        case "\"", "'": return afterString(text.dropFirst(), quote: text.first)
        case "[", "{": return afterBrackets(text)
        case "\\": return text.firstRange(of: "\\\"", after: 2).map { text[$0.upperBound...] } ?? ""
        default: break
        }
        if field.last == ">" { return text.drop { $0 != "<" } }
        let name = field.lowercased()
        let isLine = ["authorization", "cookie"].contains { name.contains($0) }
        return text.trimmingPrefix(/(?i)(?:bearer|basic)\s+/)
            .drop { isLine ? !$0.isNewline : !$0.isWhitespace && !",;&}]<\"'".contains($0) }
    }

    /// The text behind a string whose opening quote was dropped; nothing when it was cut off.
    private static func afterString(_ text: Substring, quote: Character?) -> Substring {
        var isEscaped = false
        for index in text.indices {
            if !isEscaped, text[index] == quote { return text[index...].dropFirst() }
            isEscaped = !isEscaped && text[index] == "\\"
        }
        return ""
    }

    /// The text behind a list or object; nothing when it was cut off.
    private static func afterBrackets(_ text: Substring) -> Substring {
        var depth = 0
        var rest = text
        while let character = rest.popFirst() {
            switch character {
            case "\"": rest = afterString(rest, quote: character)
            case "[", "{": depth += 1
            case "]", "}": depth -= 1
            default: break
            }
            if depth == 0 { return rest }
        }
        return rest
    }

    /// The name of a field that holds a secret and what stands between it and the value, in JSON
    /// (also in a string of JSON), a form, a header or an XML element.
    nonisolated(unsafe) private static let secretField =
        // A Regex is not Sendable, but this one captures nothing and is never changed.
        #/
        (?i)[\w.:-]*
        (?:passw(?:or)?d|passphrase|pwd|secret|token|authorization|cookie|credential
        |(?:api|access|private)[_-]?key|session|jwt)
        [\w.-]*
        (?:[\\"']*\s*[:=]\s*|(?:\s[^<>]*)?>)
        /#
}

extension Substring {
    /// Where a text stands next, some characters further on.
    fileprivate func firstRange(of text: String, after count: Int) -> Range<Index>? {
        dropFirst(count).firstRange(of: text)
    }
}
