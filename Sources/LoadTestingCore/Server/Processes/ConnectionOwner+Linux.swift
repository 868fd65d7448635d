#if os(Linux)
    import CLoadTestingSystem

    /// The process that has accepted a connection.
    enum ConnectionOwner {
        /// Finds it; `nil` when no process has accepted it yet, or that can't be read.
        ///
        /// - Parameters:
        ///   - port: of the server.
        ///   - client: the port of the connection's other end.
        ///   - processes: the candidates, parents before their children: of several that hold it,
        ///     it is the last one's.
        static func find(_ port: Int, client: Int, among processes: [Int32]) -> Int32? {
            let sockets = SystemList.read { clt_tcp_sockets(nil, 0, &$0) }
            let socket = sockets?.first {
                Int($0.local_port) == port && Int($0.remote_port) == client
            }
            guard let inode = socket?.inode, inode != 0 else { return nil }
            return processes.last {
                ListeningSockets.inodes(heldBy: $0, on: port)?.contains(inode) ?? false
            }
        }
    }
#endif
