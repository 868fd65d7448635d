import CLoadTestingRelay
import CLoadTestingSystem
import Foundation
import LoadTestingMacrosFree

/// The address that a relay passes connections on to, and its URL.
struct RelayAddress: Hashable {
    var host: String
    var port: Int
    /// The URL before host and port, such as `postgres://app@`, and after them.
    private var before = "http://"
    private var after = ""

    init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// Parses a URL; its path and user stay unchanged.
    init(parsing url: String) throws(LoadTestError) {
        guard let separator = url.firstRange(of: "://") else {
            throw Self.error(url, "has no scheme")
        }
        let scheme = url[..<separator.lowerBound].lowercased()
        let rest = url[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        let start = authority.lastIndex(of: "@").map(authority.index(after:))
        let place = authority[(start ?? authority.startIndex)...]
        let end =
            place.hasPrefix("[")
            ? place.firstIndex(of: "]").map(place.index(after:)) ?? place.endIndex
            : place.firstIndex(of: ":") ?? place.endIndex
        before = String(url[..<place.startIndex])
        after = String(rest[authority.endIndex...])
        host = place[..<end].filter { $0 != "[" && $0 != "]" }
        guard !host.isEmpty else { throw Self.error(url, "has no host") }
        let text = place[end...].dropFirst()
        guard let port = text.isEmpty ? Self.defaultPorts[scheme] : Int(text) else {
            throw Self.error(url, text.isEmpty ? "has no port" : "has the port \"\(text)\"")
        }
        self.port = port
    }

    private static let defaultPorts = [
        "http": 80, "https": 443, "postgres": 5432, "postgresql": 5432, "redis": 6379,
        "mysql": 3306,
    ]

    private static func error(_ url: String, _ what: String) -> LoadTestError {
        let shown = LoadTarget.withoutCredentials(url).printable
        return error(
            .invalidTarget, "relay target \"\(shown)\" \(what)",
            remedy: "write it as http://127.0.0.1:8000")
    }

    private static func error(
        _ code: LoadTestError.Code, _ message: String, remedy: String
    ) -> LoadTestError {
        LoadTestError(test: "", problems: [.init(code, message, remedy: remedy)])
    }

    /// The URL of a target, read from the environment where it asks for that.
    static func url(of target: LoadTarget) throws(LoadTestError) -> String {
        switch target.source {
        case .url(let url): return url
        case .environment(let name, let url):
            let value = ProcessInfo.processInfo.environment[name] ?? ""
            guard let url = value.isEmpty ? url : value else {
                throw error(
                    .invalidTarget, "the environment variable \(name) is not set",
                    remedy: "set it to the URL to relay to, or give it a default")
            }
            return url
        }
    }

    /// The same URL through a port of 127.0.0.1.
    ///
    /// `localhost` stays where a certificate may have to match.
    func url(throughPort port: Int) -> String {
        let name = before.hasPrefix("https:") && host == "localhost" ? host : "127.0.0.1"
        return "\(before)\(name):\(port)\(after)"
    }
}

extension RelayAddress: CustomStringConvertible {
    /// Host and port in a URL.
    var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host.printable):\(port)"
    }
}

extension RelayAddress {
    /// The addresses of the host, those of IPv4 first; the first that answers is used.
    func resolved(allowing policy: TargetPolicy) throws(LoadTestError) -> [clt_address] {
        guard (1...65_535).contains(port) else {
            throw Self.error(
                .invalidNetwork, "the port to relay to is \(port)",
                remedy: "a port is a number from 1 to 65535")
        }
        let capacity = Int(CLT_RELAY_TARGETS)
        var found = [clt_address](repeating: clt_address(), count: capacity)
        let count = clt_resolve(host, Int32(port), &found, Int32(capacity))
        guard count > 0 else {
            let reason = count < 0 ? String(cString: clt_resolve_message(count)) : "no address"
            throw Self.error(
                .unresolvedTarget, "\(host.printable) does not resolve (\(reason))",
                remedy: "check the name, or use an address")
        }
        let addresses = found.prefix(Int(count))
        guard policy.allowsAnyAddress(of: host) || addresses.allSatisfy(\.is_private) else {
            throw Self.error(
                .targetNotAllowed, "\(self) is neither local nor private",
                remedy: "ask its owner, then add allowing: .hosts(\"\(host.printable)\")")
        }
        return addresses.sorted { $0.isIPv4 && !$1.isIPv4 }
    }
}

extension clt_address {
    fileprivate var isIPv4: Bool {
        withUnsafeBytes(of: text) { !$0.prefix { $0 != 0 }.contains(UInt8(ascii: ":")) }
    }
}
