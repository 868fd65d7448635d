import CLoadTesting
import Foundation

extension ServerAddress {
    /// - Parameters:
    ///   - url: of the server.
    ///   - resolved: `host:port:address,address` for each name that was resolved.
    init?(url: String, resolved: [String] = []) {
        guard let parts = URL(string: url), var host = parts.host() else { return nil }
        if host.hasPrefix("[") { host = String(host.dropFirst().dropLast()) }
        let port = parts.port ?? (parts.scheme == "https" ? 443 : 80)
        let prefix = "\(host):\(port):"
        let names =
            resolved.first { $0.hasPrefix(prefix) }?.dropFirst(prefix.count).split(separator: ",")
            .map(String.init) ?? [host]
        self.init(port: port, addresses: names.compactMap(Self.bytes))
    }

    /// The bytes of an address in numbers.
    private static func bytes(_ text: String) -> [UInt8]? {
        let text = text.trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        var ipv4 = in_addr()
        if inet_pton(AF_INET, text, &ipv4) == 1 { return withUnsafeBytes(of: ipv4, Array.init) }
        var ipv6 = in6_addr()
        if inet_pton(AF_INET6, text, &ipv6) == 1 { return withUnsafeBytes(of: ipv6, Array.init) }
        return nil
    }
}
