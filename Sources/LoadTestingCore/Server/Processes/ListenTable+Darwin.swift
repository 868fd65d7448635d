#if canImport(Darwin)
    import CLoadTestingSystem

    /// The TCP sockets that listen, and the processes that hold them.
    package struct ListenTable: Sendable {
        /// Whether every socket that listens is in it: the system shows those of the user's own
        /// processes only.
        package var isComplete: Bool { false }

        /// Always there: the system is asked process by process.
        package init?() {}

        /// Whether a process may listen on the port.
        package func mayContain(_ port: Int) -> Bool { true }

        /// The ports that a process listens on; `nil` when it is not ours to read.
        package func ports(of process: Int32) -> Set<Int>? {
            ListeningSockets.listeners(of: process, on: 0).map { Set($0.map { Int($0.port) }) }
        }
    }
#endif
