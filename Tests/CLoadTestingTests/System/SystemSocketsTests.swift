import TestSupport

#if os(Linux)
    import CLoadTestingSystem
    import Foundation
    import Testing

    @testable import LoadTestingCore
    @testable import TestServers

    /// The system's own list of sockets, of a listener and its connections.
    @Suite(.serialized, .timeLimit(.minutes(1))) struct SystemSocketsTests {
        /// A listener, a connection of which this side was closed first, and one that is held.
        private struct Sockets {
            let listener: LoopbackSocket
            let held: [LoopbackSocket]
            let port: UInt16

            init() throws {
                listener = try LoopbackSocket(listeningOn: 0)
                port = UInt16(listener.port)
                do {
                    let client = try LoopbackSocket(connectedTo: listener.port)
                    let accepted = try LoopbackSocket(acceptedFrom: listener)
                    // Which of the two is released first is the optimizer's choice.
                    accepted.finishSending()
                    withExtendedLifetime(client) {}
                }
                held = [
                    try LoopbackSocket(connectedTo: listener.port),
                    try LoopbackSocket(acceptedFrom: listener),
                ]
            }
        }

        private func list(_ ports: [UInt16]) -> [clt_tcp_socket] {
            SystemList.read { clt_tcp_sockets(ports, Int32(ports.count), &$0) } ?? []
        }

        private var listOfFiles: [clt_tcp_socket] {
            SystemList.read { clt_tcp_sockets_of_files(&$0) } ?? []
        }

        /// The number of sockets in each state at a port.
        private func states(_ list: [clt_tcp_socket], at port: UInt16) -> [Int: Int] {
            list.filter { $0.local_port == port }
                .reduce(into: [:]) { $0[Int($1.state), default: 0] += 1 }
        }

        @Test(arguments: [1, 2, 7, 16])
        func `of some ports the listener's side is there and the clients' is not`(
            _ count: Int
        ) async throws {
            let all = try (0..<count).map { _ in try Sockets() }
            let ports = all.map(\.port)
            let expected = [CLT_TCP_LISTEN: 1, CLT_TCP_ESTABLISHED: 1, CLT_TCP_TIME_WAIT: 1]
            let isThere = await eventually {
                let list = list(ports)
                return ports.allSatisfy { states(list, at: $0) == expected }
            }
            let found = list(ports)
            #expect(isThere, "\(ports.map { states(found, at: $0) })")
            #expect(!found.contains { ports.contains($0.remote_port) })
            withExtendedLifetime(all) {}
        }

        @Test func `other sockets are there, less what is in TIME_WAIT`() async throws {
            let sockets = try Sockets()
            for port in [UInt16(1), .max] {
                let found = list([port])
                #expect(
                    states(found, at: sockets.port) == [CLT_TCP_LISTEN: 1, CLT_TCP_ESTABLISHED: 1])
                #expect(found.count { $0.remote_port == sockets.port } == 1)
            }
            withExtendedLifetime(sockets) {}
        }

        /// A listener as text: address, port, number.
        private func text(
            _ fill: (inout UnsafeMutablePointer<clt_listener>?) -> Int32
        ) -> Set<String> {
            Set(
                (SystemList.read(fill) ?? []).map { listener in
                    let address = withUnsafeBytes(of: listener.address) { Array($0) }
                    return "\(address.prefix(Int(listener.address_size))) \(listener.port)"
                        + " \(listener.inode)"
                })
        }

        @Test(arguments: [AF_INET, AF_INET6])
        func `the files have the same listeners, of both families`(_ family: Int32) throws {
            let listener = socket(family, Int32(SOCK_STREAM.rawValue), 0)
            defer { close(listener) }
            try #require(listener >= 0 && listen(listener, 1) == 0, "no such family here")
            var number = stat()
            fstat(listener, &number)
            let end = " \(number.st_ino)"
            let found = text { clt_tcp_listeners(0, &$0) }.filter { $0.hasSuffix(end) }
            let listed = text { clt_tcp_listeners_of_files(0, &$0) }.filter { $0.hasSuffix(end) }
            #expect(found.count == 1 && found == listed)
            // The address and the port stand before the number.
            let words = found.first?.split(separator: " ") ?? []
            #expect(words.dropLast(2).count == (family == AF_INET ? 4 : 16))
            let port = try #require(words.dropLast().last.flatMap { UInt16($0) })
            #expect(text { clt_tcp_listeners(port, &$0) }.contains { $0.hasSuffix(end) })
            #expect(text { clt_tcp_listeners_of_files(port, &$0) }.contains { $0.hasSuffix(end) })
            let other = port == 1 ? 2 : port - 1
            #expect(!text { clt_tcp_listeners(other, &$0) }.contains { $0.hasSuffix(end) })
            #expect(!text { clt_tcp_listeners_of_files(other, &$0) }.contains { $0.hasSuffix(end) })
        }

        @Test func `the files have the same sockets`() async throws {
            let sockets = try Sockets()
            let more = try LoopbackSocket(connectedTo: Int(sockets.port))
            let isSame = await eventually {
                let listed = listOfFiles.filter { $0.local_port == sockets.port }
                let found = list([sockets.port]).filter { $0.local_port == sockets.port }
                let text = { (list: [clt_tcp_socket]) in
                    Set(list.map { "\($0.state) \($0.remote_port) \($0.inode) \($0.queued)" })
                }
                return text(listed) == text(found) && found.count == 4
                    && found.contains { Int($0.state) == CLT_TCP_LISTEN && $0.queued == 1 }
            }
            #expect(isSame, "\(listOfFiles) and \(list([sockets.port]))")
            withExtendedLifetime((sockets, more)) {}
        }
    }
#endif
