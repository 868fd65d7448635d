/// A parsed value at the start of a path: a path, or a URL of the same server.
struct LocationText {
    /// Whether the value was a whole URL, so that the base path is part of it.
    let isWhole: Bool
    /// The text behind the origin or the base, without a fragment.
    let path: Substring
    /// The path needs a slash before it.
    let needsSlash: Bool

    /// Parses a value; `nil` for a URL of another server.
    init?(_ value: String, origin: String) {
        let isRelativeToScheme = value.hasPrefix("//")
        isWhole = isRelativeToScheme || Self.hasScheme(value)
        if !isWhole {
            path = value.prefix { $0 != "#" }
        } else if let rest = Self.rest(of: value, behind: origin) {
            path = rest
        } else {
            guard let url = Self.parsed(value, isRelativeToScheme, origin: origin),
                let own = try? TargetAddress(parsing: origin), url.scheme == own.scheme,
                url.host == own.host, url.port == own.port
            else { return nil }
            path = Self.path(of: value)
        }
        needsSlash = path.first.map { $0 != "/" && $0 != "?" } ?? false
    }

    /// Whether a scheme stands at the start, such as `https:`.
    private static func hasScheme(_ value: String) -> Bool {
        guard let end = value.utf8.firstIndex(where: { ":/?#".utf8.contains($0) }) else {
            return false
        }
        return value.utf8[end] == UInt8(ascii: ":")
    }

    /// The rest behind an origin that is written as it is in the plan: the common case.
    private static func rest(of value: String, behind origin: String) -> Substring? {
        guard value.hasPrefix(origin) else { return nil }
        let rest = value.dropFirst(origin.count)
        guard let next = rest.first else { return rest }
        return "/?#".contains(next) ? rest.prefix { $0 != "#" } : nil
    }

    /// Scheme, host and port of a value that may spell them differently.
    private static func parsed(
        _ value: String, _ isRelativeToScheme: Bool, origin: String
    ) -> TargetAddress? {
        let scheme = isRelativeToScheme ? origin.prefix { $0 != "/" } : ""
        let whole = scheme + value
        guard let authority = whole.firstRange(of: "://")?.upperBound else { return nil }
        let end = whole[authority...].firstIndex { "/?#\\".contains($0) } ?? whole.endIndex
        guard end == whole.endIndex || whole[end] != "\\" else { return nil }
        return try? TargetAddress(parsing: String(whole[..<end]))
    }

    /// Path and query of a whole URL.
    private static func path(of value: String) -> Substring {
        guard let authority = value.firstRange(of: "//")?.upperBound else { return "" }
        let end = value[authority...].firstIndex { "/?#".contains($0) } ?? value.endIndex
        return value[end...].prefix { $0 != "#" }
    }
}
