/// Removes secrets from text that is kept and printed.
///
/// The text is cut first and read in one pass, so that no reply, however it is made, blocks the run
/// that reports it.
package enum Redaction {
    /// The maximum bytes of a text that are read and shown.
    package static let longestText = 1 << 16
    private static let longestURL = 4_096

    // MARK: - URLs

    /// A URL whose query values are replaced by `…`, with its user info and its fragment; an item
    /// of the query that is no pair is a value.
    package static func url(_ text: String) -> String {
        url(text) { _ in true }
    }

    /// A URL in which only user info and the values of items that name a secret are replaced by
    /// `…`.
    package static func secrets(inURL text: String) -> String {
        url(text) { SecretNames.isSecret($0, inQuery: true) }
    }

    private static func url(_ text: String, hides: (Substring) -> Bool) -> String {
        let (text, isCut) = cut(text, to: longestURL)
        let bytes = text.utf8
        let end = bytes.firstIndex(of: UInt8(ascii: "#")) ?? bytes.endIndex
        let mark = bytes[..<end].firstIndex(of: UInt8(ascii: "?")) ?? end
        var shown = scanned(String(text[..<mark]))
        if mark < end { shown += "?" + items(text[bytes.index(after: mark)..<end], hides) }
        // Some services pass a session's token behind a hash.
        if end < bytes.endIndex { shown += "#" + items(text[bytes.index(after: end)...], hides) }
        return isCut ? shown + "…" : shown
    }

    /// The items of a query or fragment.
    private static func items(_ text: Substring, _ hides: (Substring) -> Bool) -> String {
        text.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
            .map { bytes in
                let item = Substring(bytes)
                guard let equals = bytes.firstIndex(of: UInt8(ascii: "=")) else {
                    return hides("") ? "…" : scanned(String(item))
                }
                return hides(item[..<equals])
                    ? "\(item[..<equals])=…" : scanned(String(item))
            }.joined(separator: "&")
    }

    // MARK: - Fields

    /// Whether the path or text before a value marks it as a secret.
    package static func isSecret(source: String) -> Bool {
        SecretNames.isSecret(source)
    }

    /// Whether the name of a field marks its value as a secret.
    package static func isSecret(field name: String) -> Bool {
        let name = name.utf8.drop { $0 == UInt8(ascii: "=") }
        let start = name.lastIndex(of: UInt8(ascii: "=")).map(name.index(after:)) ?? name.startIndex
        return SecretNames.isSecret(Substring(name[start...]))
    }

    /// The value of a header, safe to show: nothing of a secret, no values of a query.
    package static func value(_ value: String, ofHeader name: String) -> String {
        if isSecret(field: name) { return "…" }
        return pointers.contains(name.lowercased()) ? url(value) : body(value)
    }

    /// Headers that hold a URL, and with it possibly a token.
    private static let pointers: Set<String> = [
        "location", "content-location", "referer", "refresh",
    ]

    // MARK: - Texts

    /// A text on one line: control characters removed, values of fields that name a secret, user
    /// info of URLs and tokens replaced by `…`.
    ///
    /// - Parameters:
    ///   - text: any text.
    ///   - limit: the maximum bytes of it shown, at most ``longestText``.
    ///   - values: secrets known by their value.
    package static func body(
        _ text: String, upTo limit: Int = longestText, knowing values: [SecretValue] = []
    ) -> String {
        let (text, isCut) = cut(text, to: limit)
        let shown = scanned(String(text), knowing: values).withSpacesForControls
        return isCut ? shown + "…" : shown
    }

    /// The lines of a text without secrets, as those of ``body(_:knowing:)``: a value may stand on
    /// another line than its name.
    package static func lines(_ text: String, knowing values: [SecretValue] = []) -> [String] {
        let (text, isCut) = cut(text)
        let lines = scanned(String(text), knowing: values).utf8
            .split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .map { String(Substring($0)).withSpacesForControls }
        return isCut ? lines + ["…"] : lines
    }

    /// A text in which only secrets known by their value are replaced.
    package static func values(_ values: [SecretValue], in text: String) -> String {
        guard !values.isEmpty else { return text }
        let bytes = values.reduce(Array(cut(text).text.utf8)) { $1.replaced(in: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The name or the reason of a check of a secret: text in quotes, or behind `is`, is replaced
    /// by `…`.
    package static func reasonWithoutValue(_ text: String) -> String {
        let text = cut(text).text
        if let start = text.utf8.firstIndex(of: UInt8(ascii: "\"")),
            let end = text.utf8.lastIndex(of: UInt8(ascii: "\"")), start < end
        {
            return "\(text[..<start])…\(text[text.utf8.index(after: end)...])"
        }
        // By bytes: a hundred thousand marks are one character, read again for each of them.
        guard let found = Array(text.utf8).range(of: Array("is ".utf8), from: 0) else {
            return String(text)
        }
        return "\(text[..<text.utf8.index(text.startIndex, offsetBy: found.upperBound)])…"
    }

    private static func scanned(_ text: String, knowing values: [SecretValue] = []) -> String {
        var text = values.isEmpty ? text : Self.values(values, in: text)
        return text.withUTF8 { String(decoding: SecretScanner.redacted($0), as: UTF8.self) }
    }

    /// The beginning of a text, whole scalars of it.
    private static func cut(
        _ text: String, to limit: Int = longestText
    ) -> (text: Substring, isCut: Bool) {
        guard text.utf8.count > limit else { return (text[...], false) }
        // A range of a string begins and ends between scalars.
        return (text[..<text.utf8.index(text.startIndex, offsetBy: limit)], true)
    }
}
