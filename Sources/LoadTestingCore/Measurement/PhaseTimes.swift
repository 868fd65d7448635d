/// The time of exchanges by phases: a histogram for each phase, of the exchanges that went through
/// it and succeeded.
///
/// The phases of an exchange add up to its service time. With redirects, or a digest, each phase is
/// the sum over all rounds. Look-up, connect and TLS are there only where a connection was opened.
/// Values are rounded up by less than 1.6 %, extremes and sums are exact.
package struct PhaseTimes: Hashable, Codable, Sendable {
    /// From the start until the name was resolved, usually before the load began.
    ///
    /// Look-ups of a redirect are part of `receive`.
    package var lookup = HistogramSnapshot()
    /// TCP was connected.
    package var connect = HistogramSnapshot()
    /// The TLS handshake completed.
    package var tls = HistogramSnapshot()
    /// From the start, or from the new connection on, until the request was written.
    ///
    /// A body of less than 16 KiB is sent in one write, whose few microseconds are part of `wait`.
    package var send = HistogramSnapshot()
    /// From there to the first line of the reply.
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
