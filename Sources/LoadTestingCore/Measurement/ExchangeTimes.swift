/// The time of one exchange by phases, in nanoseconds.
///
/// The phases follow one another without a gap: their sum is the service time, over all rounds of
/// redirects and digests. libcurl's preparation is in the first of them.
package struct ExchangeTimes: Hashable, Sendable, BitwiseCopyable {
    /// Look-up, connect and TLS are 0 on a kept connection.
    package var lookup: Int64
    package var connect: Int64
    package var tls: Int64
    package var send: Int64
    package var wait: Int64
    package var receive: Int64
    /// From the first byte written to the last one read.
    package var exchange: Int64

    package init(
        lookup: Int64 = 0, connect: Int64 = 0, tls: Int64 = 0, send: Int64 = 0, wait: Int64 = 0,
        receive: Int64 = 0, exchange: Int64
    ) {
        self.lookup = lookup
        self.connect = connect
        self.tls = tls
        self.send = send
        self.wait = wait
        self.receive = receive
        self.exchange = exchange
    }
}
