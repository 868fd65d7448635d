import LoadTestingMacrosFree

/// A parsed target: scheme, host, port and the path that requests are appended to.
package struct TargetAddress: Hashable, Sendable {
    package var scheme: String
    /// Without the brackets of an IPv6 address.
    package var host: String
    package var port: Int
    /// Without a slash at the end.
    package var basePath: String

    /// Parses a URL.
    package init(parsing text: String) throws(Problem) {
        let example = "write it as http://127.0.0.1:8000"
        // Before any error that shows the text.
        guard !Self.holdsUserInfo(text) else {
            throw Problem(
                .invalidTarget, "the target holds a user name or password",
                remedy: "send them in a header, they would be printed with the target")
        }
        let shown = Redaction.secrets(inURL: text).printable
        if text.unicodeScalars.contains(where: { $0.value <= 0x20 || $0.value == 0x7f }) {
            throw Problem(
                .invalidTarget, "target \"\(shown)\" holds a space or control character",
                remedy: "percent-encode it")
        }
        guard let separator = text.firstRange(of: "://") else {
            throw Problem(.invalidTarget, "target \"\(shown)\" has no scheme", remedy: example)
        }
        scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw Problem(
                .invalidTarget, "target \"\(shown)\" has the scheme \"\(scheme)\"",
                remedy: "only http and https can be loaded")
        }
        let rest = text[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let path = rest[authority.endIndex...]
        guard !path.contains("?"), !path.contains("#") else {
            throw Problem(
                .invalidTarget, "target \"\(shown)\" holds a query or fragment",
                remedy: "put the query into each request")
        }
        basePath = String(path.trimmingSuffix("/"))
        (host, port) = try Self.hostAndPort(
            of: authority, in: shown, defaultPort: scheme == "https" ? 443 : 80)
    }

    /// Whether there is an `@` in the authority.
    private static func holdsUserInfo(_ text: String) -> Bool {
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        return text[start...].prefix { !"/?#".contains($0) }.contains("@")
    }

    private static func hostAndPort(
        of authority: Substring, in text: String, defaultPort: Int
    ) throws(Problem) -> (String, Int) {
        let hostEnd =
            authority.hasPrefix("[")
            ? authority.firstIndex(of: "]").map { authority.index(after: $0) }
            : authority.firstIndex(of: ":") ?? authority.endIndex
        guard let hostEnd else {
            throw Problem(
                .invalidTarget, "target \"\(text)\" lacks a ]", remedy: "http://[::1]:8000")
        }
        let host = authority[..<hostEnd].filter { $0 != "[" && $0 != "]" }
        guard !host.isEmpty else {
            throw Problem(
                .invalidTarget, "target \"\(text)\" has no host",
                remedy: "write it as http://127.0.0.1:8000")
        }
        let tail = authority[hostEnd...]
        if tail.isEmpty || tail == ":" { return (host.lowercased(), defaultPort) }
        let digits = tail.dropFirst()
        guard tail.first == ":", digits.allSatisfy({ ("0"..."9").contains($0) }),
            let port = Int(digits), (1...65_535).contains(port)
        else {
            throw Problem(
                .invalidTarget, "target \"\(text)\" has the port \"\(tail.drop { $0 == ":" })\"",
                remedy: "a port is a number from 1 to 65535")
        }
        return (host.lowercased(), port)
    }

    /// Host and port in a URL, brackets around IPv6 addresses.
    package var authority: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }

    /// The URL of a path below the target.
    package func url(path: String) -> String {
        let shown = port == (scheme == "https" ? 443 : 80)
        let name = host.contains(":") ? "[\(host)]" : host
        let separator = path.isEmpty || path.hasPrefix("/") || path.hasPrefix("?") ? "" : "/"
        return "\(scheme)://\(shown ? name : authority)\(basePath)\(separator)\(path)"
    }
}

extension StringProtocol {
    /// The text without a suffix of this character, repeated or not.
    fileprivate func trimmingSuffix(_ character: Character) -> SubSequence {
        var end = endIndex
        while end > startIndex, self[index(before: end)] == character { end = index(before: end) }
        return self[startIndex..<end]
    }
}
