#if os(Linux)
    import CLoadTestingSystem
    import Glibc

    /// The TCP sockets of the system at one instant.
    final class SocketTable {
        private let list: UnsafeMutablePointer<clt_tcp_socket>?
        private var count: Int32

        /// Reads them.
        ///
        /// - Parameter listening: ports; clients of these may be missing.
        /// - Throws: `UnseenSockets` where the system does not say.
        init(
            of processes: [clt_process_use], listening: Set<UInt16>
        ) throws(UnseenSockets) {
            if let root = processes.first, !clt_shares_network(root.identifier) {
                throw UnseenSockets(
                    reason: "\(root.title) has a network of its own, as containers have; run the"
                        + " test in it")
            }
            var list: UnsafeMutablePointer<clt_tcp_socket>?
            let ports = Array(listening)
            count = clt_tcp_sockets(ports, Int32(ports.count), &list)
            self.list = list
            if count < 0 {
                throw UnseenSockets(
                    reason: "the system does not say: \(String(cString: strerror(errno)))")
            }
        }

        deinit { free(list) }

        /// Takes the accepted ones out, and returns the rest: some are of other processes.
        func others(
            _ isListening: [Bool], _ accepted: inout clt_accepted_sockets
        ) -> [clt_tcp_socket] {
            guard let list else { return [] }
            count = clt_sort_out_accepted(list, count, isListening, &accepted)
            return Array(UnsafeBufferPointer(start: list, count: Int(count)))
        }

        /// The established connections to some ports, also those of other processes; `nil` where
        /// the system does not say.
        static func conversations(with ports: [UInt16]) -> [clt_tcp_conversation]? {
            SystemList.read { clt_tcp_conversations(ports, Int32(ports.count), &$0) }
        }

        /// The numbers of the sockets that processes hold.
        ///
        /// - Throws: `UnseenSockets` where one of them is not ours to read.
        static func inodes(
            heldBy processes: [clt_process_use]
        ) throws(UnseenSockets) -> Set<UInt64> {
            var held: Set<UInt64> = []
            for process in processes {
                guard let inodes = ListeningSockets.inodes(heldBy: process.identifier) else {
                    throw .notOurs(process)
                }
                held.formUnion(inodes)
            }
            return held
        }
    }
#endif
