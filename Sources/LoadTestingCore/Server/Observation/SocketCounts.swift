/// The TCP sockets of a server, by state.
struct SocketCounts: Equatable {
    var established = 0
    var closeWait = 0
    /// On the ports that the server listens on.
    var timeWait = 0
    /// Connections that wait to be accepted.
    var acceptQueue = 0
    /// The maximum of these, of the listener with the lowest one; `nil` where it is unknown.
    var acceptQueueLimit: Int?
    /// Accepted connections with input that was not read yet.
    var unread = 0
    /// Accepted connections with output that the other end has not taken yet.
    var unsent = 0
    /// Connections that the server has opened itself, by the port at their other end.
    var connectionsByPort: [Int: Int] = [:]
    /// The ports of those of them whose other end is on this machine, too.
    var localPorts: Set<Int> = []
    /// Those of them on which an answer is due; `nil` where the system does not say.
    var awaitingByPort: [Int: Int]?
    /// The ports of those of them that forwarders have opened.
    var forwardedPorts: Set<Int> = []
}
