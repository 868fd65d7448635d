#if os(Linux)
    import CLoadTestingSystem

    /// The sockets that listen, and the processes that hold them, by the tables of the system.
    enum ListeningSockets {
        /// Those on a port, 0 for any; `nil` where the system does not say.
        static func all(on port: Int = 0) -> [clt_listener]? {
            SystemList.read { clt_tcp_listeners(UInt16(clamping: port), &$0) }
        }

        /// The numbers of sockets that a process holds, others too; `nil` where it is not ours to
        /// read.
        static func inodes(heldBy process: Int32, on port: Int = 0) -> Set<UInt64>? {
            SystemList.read { clt_socket_inodes(process, &$0) }.map { Set($0) }
        }
    }
#endif
