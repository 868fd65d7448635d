/// A Graphite that is told of the run while it goes on: its plaintext protocol over TCP, with the
/// names of JMeter's listener.
///
/// A line for each figure of an interval: `PREFIX.LABEL.KIND.FIGURE VALUE SECOND`.
///
/// - `LABEL` is the label, `all` for all requests. Characters other than ASCII letters, digits, `-`
///   and `_` become `_`: `GET /health` is `GET__health`.
/// - `KIND` is `ok`, `ko` or `a` for all, each with `count`, `min`, `max`, `avg`, `pct50`, `pct90`,
///   `pct95` and `pct99`: response times of the interval in milliseconds. `ko` has a count for each
///   cause, too: `ko.timeout_body_.count`.
/// - `h.count`, `sb.bytes` and `rb.bytes`: requests, bytes sent and received.
/// - `PREFIX.all.throughput`: successful requests a second.
/// - `PREFIX.test.minAT`, `maxAT` and `meanAT`: active users.
///
/// See ``Listener`` for what happens when it can't be reached.
public struct Graphite: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<Graphite, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<Graphite, ListenerOutput>) { self.sealed = sealed }

    /// Describes the server.
    ///
    /// - Parameters:
    ///   - address: `host`, `host:port` or `[::1]:port`. Default port: 2003.
    ///   - prefix: the beginning of each name; its dots part levels. Default: `loadtesting`.
    ///   - interval: the time between two writes: 1 s to 1 h, whole seconds. Default: 1 s, as
    ///     JMeter.
    public init(
        _ address: String, prefix: String = "loadtesting", every interval: Duration = .seconds(1)
    ) {
        self.init(
            ListenerOutput(
                .graphite(SocketOutput(address: address, prefix: prefix, every: interval))))
    }
}
