#if os(Linux)
    import Foundation

    /// The local ports that connections to one address can have.
    package enum EphemeralPorts {
        /// The number of ports, or `nil` where the system does not say.
        package static var count: Int? {
            let path = "/proc/sys/net/ipv4/ip_local_port_range"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
            let bounds = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            return bounds.count == 2 ? bounds[1] - bounds[0] + 1 : nil
        }
    }
#endif
