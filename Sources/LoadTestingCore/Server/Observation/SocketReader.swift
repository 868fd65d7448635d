import CLoadTestingSystem

/// Counts the sockets of a server's processes.
///
/// Most sockets of a loaded server are connections that it has accepted: they are recognized by the
/// port, in C. Ownership of the others is read from the descriptors of its processes, and only when
/// an unknown one appears: a server with 10,000 clients has as many descriptors.
struct SocketReader {
    /// Whether a socket that was not accepted is the server's, by its number in the system.
    private var isOwned: [UInt64: Bool] = [:]
    /// The server's sockets that are a forwarder's.
    private var isForwarded: Set<UInt64> = []
    /// The processes whose sockets are known.
    private var owners: [Int32] = []
    private var learning = CostLimit(thousandths: 2)
    /// By port: whether the server listens on it.
    private var isListening = [Bool](repeating: false, count: 65_536)
    private var listening: Set<UInt16> = []

    /// Counts.
    ///
    /// - Parameters:
    ///   - processes: the server's.
    ///   - forwarders: the forwarders among these.
    ///   - nanoseconds: now, on the monotonic clock.
    /// - Throws: `UnseenSockets` where the system does not say, or they are not ours to read.
    mutating func counts(
        of processes: [clt_process_use], forwarders: [clt_process_use] = [],
        at nanoseconds: Int64
    ) throws(UnseenSockets) -> SocketCounts {
        let sockets = try SocketTable(of: processes, listening: listening)
        var accepted = clt_accepted_sockets()
        var others = sockets.others(isListening, &accepted)
        try learn(others, processes, forwarders, nanoseconds)
        let ports = Set(others.filter(isListener).map(\.local_port))
        if ports != listening {
            for port in listening { isListening[Int(port)] = false }
            for port in ports { isListening[Int(port)] = true }
            listening = ports
            others = sockets.others(isListening, &accepted)
        }
        var counts = counts(accepted, others)
        let asked = counts.connectionsByPort.keys.map { UInt16($0) }
        counts.awaitingByPort = SocketTable.conversations(with: asked).map { conversations in
            conversations.reduce(into: [:]) { due, conversation in
                guard conversation.awaits_answer, isOwned[conversation.inode] ?? false else {
                    return
                }
                due[Int(conversation.remote_port), default: 0] += 1
            }
        }
        return counts
    }

    private func counts(
        _ accepted: clt_accepted_sockets, _ others: [clt_tcp_socket]
    ) -> SocketCounts {
        var counts = SocketCounts()
        counts.established = Int(accepted.established)
        counts.closeWait = Int(accepted.close_wait)
        counts.timeWait = Int(accepted.time_wait)
        counts.unread = Int(accepted.unread)
        counts.unsent = Int(accepted.unsent)
        for socket in others where isOwned[socket.inode] ?? false {
            switch Int(socket.state) {
            case CLT_TCP_LISTEN:
                counts.acceptQueue += Int(socket.queued)
                if socket.unsent > 0 {
                    let limit = Int(socket.unsent)
                    counts.acceptQueueLimit = min(counts.acceptQueueLimit ?? limit, limit)
                }
            case CLT_TCP_CLOSE_WAIT: counts.closeWait += 1
            case CLT_TCP_ESTABLISHED:
                counts.established += 1
                counts.connectionsByPort[Int(socket.remote_port), default: 0] += 1
                if socket.is_local { counts.localPorts.insert(Int(socket.remote_port)) }
                if isForwarded.contains(socket.inode) {
                    counts.forwardedPorts.insert(Int(socket.remote_port))
                }
            default: break
            }
        }
        return counts
    }

    private func isListener(_ socket: clt_tcp_socket) -> Bool {
        Int(socket.state) == CLT_TCP_LISTEN && isOwned[socket.inode] ?? false
    }

    /// Determines the owners of new sockets, and forgets those that are gone.
    private mutating func learn(
        _ others: [clt_tcp_socket], _ processes: [clt_process_use],
        _ forwarders: [clt_process_use], _ now: Int64
    ) throws(UnseenSockets) {
        let identifiers = processes.map(\.identifier).sorted()
        if identifiers != owners {
            // A new process may hold sockets that none of them held before.
            isOwned = isOwned.filter(\.value)
            owners = identifiers
        }
        let isKnown = others.allSatisfy { isOwned[$0.inode] != nil }
        if !isKnown, learning.mayBegin(at: now) {
            let held = try SocketTable.inodes(heldBy: processes)
            isForwarded =
                forwarders.isEmpty ? [] : try SocketTable.inodes(heldBy: forwarders)
            isOwned = others.reduce(into: [:]) { owned, socket in
                owned[socket.inode] = isOwned[socket.inode] ?? held.contains(socket.inode)
            }
            learning.end(at: now)
        } else if isOwned.count > others.count {
            let old = isOwned
            isOwned = others.reduce(into: [:]) { $0[$1.inode] = old[$1.inode] }
        }
    }
}
