/// The TCP sockets of a server, by state.
struct SocketCounts: Equatable {
    var established = 0
    var closeWait = 0
    /// On the ports that the server listens on.
    var timeWait = 0
    /// Connections that wait to be accepted.
    var acceptQueue = 0
    /// Connections that the server has opened itself, by the port at their other end.
    var connectionsByPort: [Int: Int] = [:]
    /// The ports of those of them that forwarders have opened.
    var forwardedPorts: Set<Int> = []
}
