/// Takes secrets out of what is kept and printed.
package enum Redaction {
    /// A URL whose query values are replaced by `…`.
    package static func url(_ text: String) -> String {
        guard let mark = text.firstIndex(of: "?") else { return text }
        let items = text[text.index(after: mark)...].split(
            separator: "&", omittingEmptySubsequences: false)
        return "\(text[..<mark])?"
            + items.map { item in
                item.firstIndex(of: "=").map { "\(item[..<$0])=…" } ?? String(item)
            }.joined(separator: "&")
    }

    /// A body on one line: control characters taken out, values of fields that name a secret
    /// replaced by `…`.
    package static func body(_ text: String) -> String {
        let line = String(
            text.unicodeScalars.map {
                $0.value < 0x20 || (0x7f...0x9f).contains($0.value) ? " " : Character($0)
            })
        return line.replacing(secretField) { "\($0.output.1)…" }
    }

    /// A field whose name says that its value is a secret, in JSON, a form or a header.
    nonisolated(unsafe) private static let secretField =
        // A Regex is not Sendable, but this one captures nothing and is never changed.
        /((?i)"?[a-z_-]*(?:password|passwd|secret|token|authorization|cookie|api_?-?key|session)[a-z_-]*"?\s*[:=]\s*)(?:"[^"]*"?|(?:bearer |basic )?[^\s,;&}]+)/
}
