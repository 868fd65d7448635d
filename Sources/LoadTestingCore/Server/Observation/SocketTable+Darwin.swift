#if canImport(Darwin)
    import CLoadTestingSystem

    /// The TCP sockets of a server's processes at one instant.
    ///
    /// macOS lists the sockets of each process, and none in TIME_WAIT, which no process holds.
    final class SocketTable {
        private var sockets: [clt_tcp_socket] = []

        /// Reads them.
        ///
        /// - Throws: `UnseenSockets` where a process is not ours to read.
        init(
            of processes: [clt_process_use], listening: Set<UInt16>
        ) throws(UnseenSockets) {
            sockets = try Self.sockets(heldBy: processes)
        }

        /// Takes the accepted ones out, and returns the rest.
        func others(
            _ isListening: [Bool], _ accepted: inout clt_accepted_sockets
        ) -> [clt_tcp_socket] {
            let count = sockets.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.map {
                    clt_sort_out_accepted($0, Int32(buffer.count), isListening, &accepted)
                } ?? 0
            }
            sockets.removeLast(sockets.count - Int(count))
            return sockets
        }

        /// The numbers of the sockets that processes hold.
        ///
        /// - Throws: `UnseenSockets` where a process is not ours to read.
        static func inodes(
            heldBy processes: [clt_process_use]
        ) throws(UnseenSockets) -> Set<UInt64> {
            Set(try sockets(heldBy: processes).map(\.inode))
        }

        /// The connections to some ports: macOS does not tell on which an answer is due.
        static func conversations(with ports: [UInt16]) -> [clt_tcp_conversation]? { nil }

        private static func sockets(
            heldBy processes: [clt_process_use]
        ) throws(UnseenSockets) -> [clt_tcp_socket] {
            var sockets: [clt_tcp_socket] = []
            for process in processes {
                let own = SystemList.read { clt_process_tcp_sockets(process.identifier, &$0) }
                guard let own else { throw .notOurs(process) }
                sockets += own
            }
            return sockets
        }
    }
#endif
