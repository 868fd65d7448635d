/// Where the time of exchanges went: a histogram for each phase, of the exchanges that went through
/// it and succeeded.
///
/// Look-up, connect and TLS are there only where a connection was opened.
package struct PhaseTimes: Hashable, Codable, Sendable {
    /// The name was resolved.
    package var lookup = HistogramSnapshot()
    /// TCP was connected.
    package var connect = HistogramSnapshot()
    /// TLS was agreed on.
    package var tls = HistogramSnapshot()
    /// From the first byte of the request that was written to the last one.
    package var send = HistogramSnapshot()
    /// From there to the first byte of the reply.
    package var wait = HistogramSnapshot()
    /// From there to the last byte.
    package var receive = HistogramSnapshot()

    package init() {}

    package mutating func merge(_ other: PhaseTimes) {
        lookup.merge(other.lookup)
        connect.merge(other.connect)
        tls.merge(other.tls)
        send.merge(other.send)
        wait.merge(other.wait)
        receive.merge(other.receive)
    }
}
