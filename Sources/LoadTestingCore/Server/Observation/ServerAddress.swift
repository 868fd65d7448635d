import CLoadTestingSystem

/// The address at which a server is loaded: a port, and the addresses of connections; pure.
package struct ServerAddress: Hashable, Sendable {
    package let port: Int
    /// Of 4 or 16 bytes each; none where they are not known, and then each listener counts.
    package let addresses: [[UInt8]]

    init(port: Int, addresses: [[UInt8]]) {
        self.port = port
        self.addresses = addresses
    }

    /// Those of several sockets on the port that take connections to one of the addresses: the
    /// system gives a connection to a listener at its very address, and to those that listen at
    /// every one only where there is none.
    func serving(_ listeners: [clt_listener]) -> [clt_listener] {
        guard !addresses.isEmpty else { return listeners }
        var serving: [UInt64: clt_listener] = [:]
        for address in addresses {
            let ranks = listeners.map { Self.rank(of: $0, for: address) }
            guard let best = ranks.max(), best > 0 else { continue }
            for (listener, rank) in zip(listeners, ranks) where rank == best {
                serving[listener.inode] = listener
            }
        }
        return serving.values.sorted { $0.inode < $1.inode }
    }

    /// The closeness of a socket to an address, 0 where it takes no connection to it
    /// (`compute_score` of Linux: IPv4 goes before IPv6 that takes IPv4, too).
    private static func rank(of listener: clt_listener, for address: [UInt8]) -> Int {
        let own = listener.bytes
        let isEvery = own.allSatisfy { $0 == 0 }
        if own.count == address.count {
            return own == address ? 4 : isEvery ? 2 : 0
        }
        guard own.count == 16, !listener.is_ipv6_only else { return 0 }
        return own == Self.mappedPrefix + address ? 3 : isEvery ? 1 : 0
    }

    /// The prefix of an IPv4 address in an IPv6 one (RFC 4291, 2.5.5.2).
    private static let mappedPrefix = [UInt8](repeating: 0, count: 10) + [255, 255]
}

extension clt_listener {
    /// Its address, 4 or 16 bytes.
    fileprivate var bytes: [UInt8] {
        withUnsafeBytes(of: address) { Array($0.prefix(Int(address_size))) }
    }
}
