import LoadTestingMacrosFree

/// The head of a request for a page.
struct PageRequest: Hashable, Sendable {
    let method: String
    /// The path, without the query.
    let path: String
    /// Header fields by their names in lower case; of several with one name the last.
    let fields: [String: String]

    /// Reads a head; `nil` for none of HTTP/1.
    init?(_ head: String) {
        var lines = head.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)[...]
        guard let start = lines.popFirst() else { return nil }
        let parts = start.split(separator: " ")
        guard parts.count == 3, parts[2].hasPrefix("HTTP/1.") else { return nil }
        method = String(parts[0])
        path = String(parts[1].prefix { $0 != "?" })
        var fields: [String: String] = [:]
        for line in lines where !line.isEmpty {
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...]
            fields[line[..<colon].lowercased()] = String(value).trimmed
        }
        self.fields = fields
    }

    /// Whether the request names this machine's loopback, and no other name that leads to it.
    var namesLoopback: Bool {
        guard let host = fields["host"],
            let address = BackendAddress(host, defaultPort: 80)
        else { return false }
        return ["localhost", "127.0.0.1", "::1"].contains(address.host.lowercased())
    }
}
