/// A StatsD that is told of the run while it goes on, by datagrams of at most 1,432 bytes.
///
/// Counters (`|c`) `PREFIX.LABEL.ok`, `.failed`, `.sent_bytes`, `.received_bytes` and
/// `.failed.CAUSE`; gauges (`|g`) `PREFIX.LABEL.response_time.min`, `.mean`, `.max`, `.p50`,
/// `.p90`, `.p95` and `.p99`, in milliseconds, of requests that succeeded in the interval;
/// `PREFIX.all.throughput` and `PREFIX.active_users`. `LABEL` is the label, `all` for all requests;
/// characters other than ASCII letters, digits, `-` and `_` become `_`.
///
/// UDP may lose datagrams without a word: what is sent is no proof of what arrives. Gauges of
/// several generators overwrite each other, so give each a prefix of its own.
public struct StatsD: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<StatsD, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<StatsD, ListenerOutput>) { self.sealed = sealed }

    /// Describes the server.
    ///
    /// - Parameters:
    ///   - address: `host`, `host:port` or `[::1]:port`. Default port: 8125.
    ///   - prefix: the beginning of each name; its dots part levels. Default: `loadtesting`.
    ///   - interval: the time between two writes: 1 s to 1 h, whole seconds. Default: 1 s.
    public init(
        _ address: String, prefix: String = "loadtesting", every interval: Duration = .seconds(1)
    ) {
        self.init(
            ListenerOutput(
                .statsD(SocketOutput(address: address, prefix: prefix, every: interval))))
    }
}
