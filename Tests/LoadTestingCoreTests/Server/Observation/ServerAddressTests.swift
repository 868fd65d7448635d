import CLoadTesting
import Testing

@testable import LoadTestingCore

@Suite struct ServerAddressTests {
    /// Sockets by their numbers: at each kind of address that can listen on one port.
    private static let sockets: [clt_listener] = [
        listener(1, [127, 0, 0, 1]), listener(2, [0, 0, 0, 0]), listener(3, [10, 0, 0, 1]),
        listener(4, [UInt8](repeating: 0, count: 16)),
        listener(5, [UInt8](repeating: 0, count: 15) + [1]),
        listener(6, [UInt8](repeating: 0, count: 16), isIPv6Only: true),
        listener(7, [UInt8](repeating: 0, count: 10) + [255, 255, 127, 0, 0, 1]),
    ]

    private static func listener(
        _ inode: UInt64, _ bytes: [UInt8], isIPv6Only: Bool = false
    ) -> clt_listener {
        var listener = clt_listener()
        listener.inode = inode
        listener.address_size = UInt8(bytes.count)
        listener.is_ipv6_only = isIPv6Only
        withUnsafeMutableBytes(of: &listener.address) { $0.copyBytes(from: bytes) }
        return listener
    }

    private func serving(_ host: String, without left: Set<UInt64> = []) throws -> [UInt64] {
        let address = try #require(ServerAddress(url: "http://\(host):80/path"))
        return address.serving(Self.sockets.filter { !left.contains($0.inode) }).map(\.inode)
    }

    @Test func `the very address goes before every address, and IPv4 before both`() throws {
        #expect(try serving("127.0.0.1") == [1])
        #expect(try serving("127.0.0.1", without: [1]) == [7])
        #expect(try serving("127.0.0.1", without: [1, 7]) == [2])
        #expect(try serving("127.0.0.1", without: [1, 7, 2]) == [4], "6 takes no IPv4")
        #expect(try serving("127.0.0.1", without: [1, 7, 2, 4]) == [])
        #expect(try serving("10.0.0.1") == [3])
        #expect(try serving("10.0.0.2") == [2])
        #expect(try serving("[::1]") == [5])
        #expect(try serving("[::1]", without: [5]) == [4, 6])
        #expect(try serving("[::2]") == [4, 6])
    }

    @Test func `a name counts with its addresses, and with all where they are not known`() throws {
        let known = try #require(
            ServerAddress(url: "https://api.test/x") { host, port in
                host == "api.test" && port == 443 ? ["127.0.0.1", "::1"] : nil
            })
        #expect(known.port == 443 && known.serving(Self.sockets).map(\.inode) == [1, 5])
        let unknown = try #require(ServerAddress(url: "http://api.test:80"))
        #expect(unknown.serving(Self.sockets).count == Self.sockets.count)
    }
}
