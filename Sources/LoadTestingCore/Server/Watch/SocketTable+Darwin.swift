#if canImport(Darwin)
    import CLoadTesting
    import Darwin

    /// The TCP sockets of a server's processes, as they were at one instant.
    ///
    /// macOS tells the sockets of each process, and none in TIME_WAIT, which no process holds.
    final class SocketTable {
        private var sockets: [clt_tcp_socket] = []

        /// Reads them; `nil` where no process is ours to read.
        init?(of processes: [Int32]) {
            var isReadable = false
            for process in processes {
                var list: UnsafeMutablePointer<clt_tcp_socket>?
                let count = clt_process_tcp_sockets(process, &list)
                defer { free(list) }
                guard count >= 0 else { continue }
                isReadable = true
                sockets += UnsafeBufferPointer(start: list, count: Int(count))
            }
            if !isReadable { return nil }
        }

        /// Takes the accepted ones out, and returns what is left.
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
        static func inodes(heldBy processes: [Int32]) -> Set<UInt64> {
            processes.reduce(into: []) { held, process in
                var list: UnsafeMutablePointer<clt_tcp_socket>?
                let count = clt_process_tcp_sockets(process, &list)
                defer { free(list) }
                for index in 0..<max(0, Int(count)) { held.insert(list![index].inode) }
            }
        }
    }
#endif
