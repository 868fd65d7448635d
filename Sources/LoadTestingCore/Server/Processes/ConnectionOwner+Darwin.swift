#if canImport(Darwin)
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
            processes.last { process in
                let sockets = SystemList.read { clt_process_tcp_sockets(process, &$0) }
                return sockets?.contains {
                    Int($0.local_port) == port && Int($0.remote_port) == client
                } ?? false
            }
        }
    }
#endif
