#if canImport(Darwin)
    import CLoadTestingSystem
    import Darwin

    /// The TCP sockets that listen, and which processes hold them.
    package struct ListenTable: Sendable {
        /// Whether every socket that listens is in it: the system shows those of the user's own
        /// processes only.
        package var isComplete: Bool { false }

        /// Always there: the system is asked process by process.
        package init?() {}

        /// Whether somebody may listen on the port.
        package func mayContain(_ port: Int) -> Bool { true }

        /// The ports that a process listens on; `nil` when it is not ours to read.
        package func ports(of process: Int32) -> Set<Int>? {
            var ports = [UInt16](repeating: 0, count: 256)
            let count = clt_listening_ports(process, &ports, Int32(ports.count))
            return count < 0 ? nil : Set(ports.prefix(Int(count)).map(Int.init))
        }
    }
#endif
