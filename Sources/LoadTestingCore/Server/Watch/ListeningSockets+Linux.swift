#if os(Linux)
    import CLoadTestingSystem
    import Glibc

    /// What the system says of sockets that listen, and of who holds them.
    enum ListeningSockets {
        /// Those on a port; `nil` where the system does not say.
        static func all(on port: Int) -> [clt_listener]? {
            var list: UnsafeMutablePointer<clt_listener>?
            let count = clt_tcp_listeners(UInt16(clamping: port), &list)
            defer { free(list) }
            return count < 0 ? nil : Array(UnsafeBufferPointer(start: list, count: Int(count)))
        }

        /// The numbers of sockets that a process holds, others too; `nil` where it is not ours to
        /// read.
        static func inodes(heldBy process: Int32, on port: Int) -> Set<UInt64>? {
            var list: UnsafeMutablePointer<UInt64>?
            let count = clt_socket_inodes(process, &list)
            defer { free(list) }
            return count < 0 ? nil : Set(UnsafeBufferPointer(start: list, count: Int(count)))
        }
    }
#endif
