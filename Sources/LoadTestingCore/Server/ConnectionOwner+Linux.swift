#if os(Linux)
    import CLoadTestingSystem
    import Glibc

    /// Which process has accepted a connection.
    enum ConnectionOwner {
        /// Looks; `nil` when nobody has accepted it yet, or that can't be read.
        ///
        /// - Parameters:
        ///   - port: of the server.
        ///   - client: the port of the connection's other end.
        ///   - processes: who may have accepted it, parents before their children: of several that
        ///     hold it, it is the last one's.
        static func find(_ port: Int, client: Int, among processes: [Int32]) -> Int32? {
            var list: UnsafeMutablePointer<clt_tcp_socket>?
            let count = clt_tcp_sockets(nil, 0, &list)
            defer { free(list) }
            guard count > 0 else { return nil }
            let socket = UnsafeBufferPointer(start: list, count: Int(count)).first {
                Int($0.local_port) == port && Int($0.remote_port) == client
            }
            guard let inode = socket?.inode, inode != 0 else { return nil }
            return processes.last {
                ListeningSockets.inodes(heldBy: $0, on: port)?.contains(inode) ?? false
            }
        }
    }
#endif
