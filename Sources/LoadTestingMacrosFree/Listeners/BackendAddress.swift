/// The host and port of a backend.
package struct BackendAddress: Hashable, Sendable {
    /// A name, or an address without brackets.
    package let host: String
    package let port: Int

    /// Reads `host`, `host:port` or `[::1]:port`; `nil` for anything else.
    package init?(_ text: some StringProtocol, defaultPort: Int) {
        var rest = text[...]
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            host = String(rest[rest.index(after: rest.startIndex)..<end])
            rest = rest[rest.index(after: end)...]
        } else {
            let end = rest.firstIndex(of: ":") ?? rest.endIndex
            host = String(rest[..<end])
            rest = rest[end...]
        }
        guard Self.isValid(host) else { return nil }
        if rest.isEmpty {
            port = defaultPort
        } else {
            guard rest.first == ":", let number = Int(rest.dropFirst()),
                rest.dropFirst().allSatisfy(\.isNumber), (1...65_535).contains(number)
            else { return nil }
            port = number
        }
    }

    private static func isValid(_ host: String) -> Bool {
        !host.isEmpty
            && host.unicodeScalars.allSatisfy {
                $0.value > 0x20 && $0.value != 0x7f && !"/?#@[]\\".unicodeScalars.contains($0)
            }
    }
}
