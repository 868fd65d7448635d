/// The URL of a backend: scheme, address and path.
package struct BackendURL: Hashable, Sendable {
    /// The URL as written, without a slash at its end.
    package let text: String

    /// Reads `http://host:port/path`, also with a user and a password; `nil` for anything else.
    package init?(_ text: String) {
        let schemes = [("http://", 80), ("https://", 443)]
        guard let (scheme, port) = schemes.first(where: { text.lowercased().hasPrefix($0.0) }),
            !text.holdsControls, !text.contains(where: { "?# \\".contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        let start = authority.lastIndex(of: "@").map(authority.index(after:))
        let address = authority[(start ?? authority.startIndex)...]
        guard BackendAddress(address, defaultPort: port) != nil else { return nil }
        self.text = text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// A text that may be such a URL, without its user and password.
    package static func withoutUser(_ url: String) -> String {
        let start = url.firstRange(of: "://")?.upperBound ?? url.startIndex
        let authority = url[start...].prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return url }
        return "\(url[..<start])…\(url[at...])"
    }
}
