#if canImport(Darwin)
    import CLoadTestingSystem

    /// The sockets that listen, process by process.
    enum ListeningSockets {
        /// Those on a port, of processes that are ours to read.
        static func all(on port: Int) -> [clt_listener]? {
            let processes = ProcessTable.current().parents.keys
            let all = processes.flatMap { listeners(of: $0, on: port) ?? [] }
            return Array(Dictionary(all.map { ($0.inode, $0) }) { first, _ in first }.values)
        }

        /// The numbers of the sockets with which a process listens on a port; `nil` where it is
        /// not ours to read.
        static func inodes(heldBy process: Int32, on port: Int) -> Set<UInt64>? {
            listeners(of: process, on: port).map { Set($0.map(\.inode)) }
        }

        /// The sockets with which a process listens on a port, 0 for any; `nil` where it is not
        /// ours to read.
        static func listeners(of process: Int32, on port: Int) -> [clt_listener]? {
            SystemList.read { clt_process_listeners(process, UInt16(clamping: port), &$0) }
        }
    }
#endif
