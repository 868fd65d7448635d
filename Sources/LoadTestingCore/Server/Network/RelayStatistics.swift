/// The counts of a relay since it was started.
public struct RelayStatistics: Hashable, Sendable {
    /// Connections that were accepted.
    public var connections: Int
    /// Connections that are open now.
    public var openConnections: Int
    /// Connections that were reset because the target could not be reached.
    public var unreachable: Int
    /// Connections that were reset for another reason: by their client, their server, or a toxic.
    public var resets: Int
    /// Bytes passed on to the target.
    public var bytesUpstream: Int
    /// Bytes passed on to clients.
    public var bytesDownstream: Int
}
