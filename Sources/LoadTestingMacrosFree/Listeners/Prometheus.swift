/// The figures of the run for Prometheus: an endpoint that it scrapes, or a push at the end.
///
/// Counters `loadtesting_requests_total` (by `label` and `outcome`: `ok` or `failed`),
/// `loadtesting_errors_total` (by `label` and `cause`), `loadtesting_sent_bytes_total` and
/// `loadtesting_received_bytes_total`; the gauge `loadtesting_active_users`; and the histogram
/// `loadtesting_response_time_seconds` (by `label` and `outcome`) from 1 ms to 30 s. Each has the
/// label `test`, the test's name. All of them can be added up over generators; there are no
/// percentiles, which can't: `histogram_quantile(0.99, sum by (le)
/// (rate(loadtesting_response_time_seconds_bucket{outcome="ok"}[1m])))`.
///
/// Transactions have labels of their own with `kind="transaction"`; requests have
/// `kind="request"`.
public struct Prometheus: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<Prometheus, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<Prometheus, ListenerOutput>) { self.sealed = sealed }

    /// Describes an endpoint, `http://127.0.0.1:9464/metrics`, that answers while the load runs.
    ///
    /// It answers in OpenMetrics where that is accepted, in Prometheus' text format 0.0.4
    /// otherwise. A port that is taken is a note in the report.
    ///
    /// - Parameters:
    ///   - port: 1 … 65,535. Default: 9464.
    ///   - address: the address of this machine to listen at. Default: 127.0.0.1, where nobody else
    ///     reaches it; `0.0.0.0` is every one.
    ///   - lingering: the maximum time for which the end of the load waits for one last scrape, so
    ///     that the last seconds are not lost: 0 to 5 min. Default: none. Longer than the interval
    ///     of scrapes makes sure of it.
    public init(
        port: Int = 9_464, at address: String = "127.0.0.1", lingering: Duration = .zero
    ) {
        self.init(
            ListenerOutput(
                .prometheusEndpoint(
                    PrometheusEndpoint(address: address, port: port, lingering: lingering))))
    }

    /// Describes a push of everything at the end of the load, to a Pushgateway or what takes its
    /// place.
    ///
    /// - Parameters:
    ///   - url: the root of the gateway, such as `http://gateway:9091`; HTTP or HTTPS, a user and a
    ///     password before the host.
    ///   - job: the name under which the gateway keeps the figures; a later push replaces them.
    public init(pushTo url: String, job: String) {
        self.init(ListenerOutput(.prometheusPush(url: url, job: job)))
    }
}
