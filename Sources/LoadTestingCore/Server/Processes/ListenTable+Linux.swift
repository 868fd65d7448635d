#if os(Linux)
    import CLoadTestingSystem

    /// The TCP sockets that listen, and the processes that hold them.
    package struct ListenTable: Sendable {
        /// The port of each socket, by the socket's inode.
        private let ports: [UInt64: Int]

        /// Whether every socket that listens is in it.
        package var isComplete: Bool { true }

        /// Reads the table of the system; `nil` where that can't be read.
        package init?() {
            guard let all = ListeningSockets.all() else { return nil }
            ports = Dictionary(all.map { ($0.inode, Int($0.port)) }) { first, _ in first }
        }

        /// Whether a process listens on the port.
        package func mayContain(_ port: Int) -> Bool { ports.values.contains(port) }

        /// The ports that a process listens on; `nil` when it is not ours to read.
        package func ports(of process: Int32) -> Set<Int>? {
            ListeningSockets.inodes(heldBy: process).map { Set($0.compactMap { ports[$0] }) }
        }
    }
#endif
