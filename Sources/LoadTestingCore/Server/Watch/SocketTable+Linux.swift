#if os(Linux)
    import CLoadTesting
    import Glibc

    /// The TCP sockets of the system, as they were at one instant.
    final class SocketTable {
        private let list: UnsafeMutablePointer<clt_tcp_socket>?
        private var count: Int32

        /// Reads them; `nil` where the system does not say.
        init?(of processes: [Int32]) {
            var list: UnsafeMutablePointer<clt_tcp_socket>?
            count = clt_tcp_sockets(&list)
            self.list = list
            if count < 0 { return nil }
        }

        deinit { free(list) }

        /// Takes the accepted ones out, and returns what is left: some are of other processes.
        func others(
            _ isListening: [Bool], _ accepted: inout clt_accepted_sockets
        ) -> [clt_tcp_socket] {
            guard let list else { return [] }
            count = clt_sort_out_accepted(list, count, isListening, &accepted)
            return Array(UnsafeBufferPointer(start: list, count: Int(count)))
        }

        /// The numbers of the sockets that processes hold; of those that are not ours to read none.
        static func inodes(heldBy processes: [Int32]) -> Set<UInt64> {
            processes.reduce(into: []) { held, process in
                var list: UnsafeMutablePointer<UInt64>?
                let count = clt_socket_inodes(process, &list)
                defer { free(list) }
                guard count > 0 else { return }
                held.formUnion(UnsafeBufferPointer(start: list, count: Int(count)))
            }
        }
    }
#endif
