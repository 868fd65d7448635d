import CLoadTestingSystem
import Foundation

extension ServerAddress {
    /// - Parameters:
    ///   - url: of the server.
    ///   - resolve: the addresses of a host and port, in numbers; `nil` where they are not known.
    init?(url: String, resolve: (_ host: String, _ port: Int) -> [String]? = { _, _ in nil }) {
        guard let parts = URL(string: url), var host = parts.host() else { return nil }
        if host.hasPrefix("[") { host = String(host.dropFirst().dropLast()) }
        let port = parts.port ?? (parts.scheme == "https" ? 443 : 80)
        let texts = resolve(host, port) ?? [host]
        self.init(port: port, addresses: texts.compactMap(Self.bytes))
    }

    /// The bytes of an address in numbers.
    private static func bytes(_ text: String) -> [UInt8]? {
        var ipv4 = in_addr()
        if inet_pton(AF_INET, text, &ipv4) == 1 { return withUnsafeBytes(of: ipv4, Array.init) }
        var ipv6 = in6_addr()
        if inet_pton(AF_INET6, text, &ipv6) == 1 { return withUnsafeBytes(of: ipv6, Array.init) }
        return nil
    }
}
