extension Reply {
    /// The header fields as they arrived, without blanks around their values.
    package var fields: [(name: ArraySlice<UInt8>, value: [UInt8])] {
        var fields: [(name: ArraySlice<UInt8>, value: [UInt8])] = []
        for line in head.split(separator: UInt8(ascii: "\n")).dropFirst() {
            if let first = line.first, first.isBlank, !fields.isEmpty {
                // A folded line continues the previous one (RFC 9112, 5.2).
                let more = line.trimmingBlanks
                if !more.isEmpty { fields[fields.count - 1].value += [UInt8(ascii: " ")] + more }
            } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
                let value = line[(colon + 1)...].trimmingBlanks
                fields.append((name: line[..<colon], value: Array(value)))
            }
        }
        return fields
    }

    /// The values of all header fields of a name, in any case.
    package func values(of name: String) -> [[UInt8]] {
        let name = Array(name.utf8)
        return fields.filter { $0.name.isEqualInAnyCase(to: name) }.map(\.value)
    }
}

// MARK: - Cookies

extension Reply {
    /// The change that a reply makes to a cookie.
    package enum CookieChange: Equatable {
        case none
        case set([UInt8])
        case deleted
    }

    /// Everything behind the scheme of the URL; empty where that is not known.
    private var hierarchy: Substring {
        url.firstRange(of: "//").map { url[$0.upperBound...] } ?? ""
    }

    /// The last requested host, for which alone cookies can be set.
    private var host: String {
        let authority = hierarchy.prefix { !"/?#".contains($0) }
        return String(
            authority.hasPrefix("[")
                ? authority.prefix { $0 != "]" } : authority.prefix { $0 != ":" })
    }

    /// The last requested path, to which cookies without a path belong.
    private var path: String {
        hierarchy.firstIndex(of: "/").map { String(hierarchy[$0...]) } ?? "/"
    }

    /// The final change by the `Set-Cookie` fields of a name (RFC 6265, 5.3).
    package func cookieChange(_ name: String) -> CookieChange {
        let name = Array(name.utf8)
        let (host, path) = (host, path)
        var jar: [(cookie: SetCookie, value: [UInt8])] = []
        var isNamed = false
        for value in values(of: "Set-Cookie") {
            guard let cookie = SetCookie(value, host: host, path: path, isPast: reading.isPast),
                cookie.name == name
            else { continue }
            isNamed = true
            jar.removeAll { $0.cookie.place == cookie.place }
            if !cookie.isDeletion { jar.append((cookie: cookie, value: cookie.value)) }
        }
        if let last = jar.last { return .set(last.value) }
        return isNamed ? .deleted : .none
    }
}

/// One `Set-Cookie` field.
struct SetCookie {
    let name: [UInt8]
    let value: [UInt8]
    /// Domain and path: cookies of one name at two places are two.
    private(set) var place: [String]
    private(set) var isDeletion = false

    /// Parses a field; `nil` when it names no cookie, or one of another host.
    ///
    /// - Parameters:
    ///   - host: the requested host.
    ///   - path: the requested path.
    ///   - isPast: whether a date has passed.
    init?(_ field: [UInt8], host: String, path: String, isPast: (String) -> Bool) {
        let parts = field.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
        guard let pair = parts.first, let equals = pair.firstIndex(of: UInt8(ascii: "=")) else {
            return nil
        }
        name = Array(pair[..<equals].trimmingBlanks)
        value = Array(pair[(equals + 1)...].trimmingBlanks)
        place = ["", Self.defaultPath(of: path)]
        var expires: String?
        var maximumAge: Int?
        for part in parts.dropFirst() {
            let sides = part.split(
                separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            let attribute = String(decoding: sides[0].trimmingBlanks, as: UTF8.self).lowercased()
            let argument = sides.count > 1 ? Self.unquoted(sides[1]) : ""
            switch attribute {
            case "domain": place[0] = String(argument.lowercased().drop { $0 == "." })
            case "path" where argument.hasPrefix("/"): place[1] = argument
            case "expires": expires = argument
            case "max-age": maximumAge = Int(argument) ?? maximumAge
            default: break
            }
        }
        // Max-Age takes precedence, wherever it stands.
        isDeletion = maximumAge.map { $0 <= 0 } ?? expires.map(isPast) ?? false
        guard Self.isOwn(domain: place[0], of: host.lowercased()) else { return nil }
    }

    /// Whether a host is of a domain; an address is of none but itself (RFC 6265, 5.1.3).
    private static func isOwn(domain: String, of host: String) -> Bool {
        let isAddress = host.hasPrefix("[") || host.allSatisfy { $0 == "." || $0.isNumber }
        return domain.isEmpty || host == domain || !isAddress && host.hasSuffix("." + domain)
    }

    private static func unquoted(_ argument: ArraySlice<UInt8>) -> String {
        let text = String(decoding: argument.trimmingBlanks, as: UTF8.self)
        let isQuoted = text.count > 1 && text.hasPrefix("\"") && text.hasSuffix("\"")
        return isQuoted ? String(text.dropFirst().dropLast()) : text
    }

    /// The part before the last slash (RFC 6265, 5.1.4).
    private static func defaultPath(of path: String) -> String {
        let path = path.prefix { $0 != "?" && $0 != "#" }
        guard path.first == "/", let slash = path.lastIndex(of: "/"), slash != path.startIndex
        else { return "/" }
        return String(path[..<slash])
    }
}

// MARK: - Bytes

extension UInt8 {
    /// A space, a tab, or part of a line's end.
    fileprivate var isBlank: Bool {
        self == 0x20 || self == 0x09 || self == 0x0d || self == 0x0a
    }

    fileprivate var lowercased: UInt8 { (0x41...0x5a).contains(self) ? self | 0x20 : self }
}

extension ArraySlice<UInt8> {
    fileprivate var trimmingBlanks: ArraySlice<UInt8> {
        var rest = drop(while: \.isBlank)
        while let last = rest.last, last.isBlank { rest.removeLast() }
        return rest
    }

    fileprivate func isEqualInAnyCase(to other: [UInt8]) -> Bool {
        count == other.count && zip(self, other).allSatisfy { $0.lowercased == $1.lowercased }
    }
}
