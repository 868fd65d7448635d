/// An InfluxDB that is told of the run while it goes on, in the schema of JMeter's listener: its
/// dashboards show the run without a change.
///
/// Points of an interval, by label (`transaction`; `all` for all requests) and outcome (`statut`:
/// `ok`, `ko` or `all`):
///
/// - `count`, `countError` (of `all`), `hit`, `sb` and `rb`: requests, failed requests, requests
///   sent, bytes sent and received;
/// - `avg`, `min`, `max`, `pct50.0`, `pct90.0`, `pct95.0` and `pct99.0`: response times of the
///   interval in milliseconds, those that budgets judge;
/// - `throughput` (of `all`): successful requests a second;
/// - `transaction=internal` with `minAT`, `maxAT` and `meanAT`: active users;
/// - `responseCode` and `responseMessage`: failed requests by cause.
///
/// Transactions are labels of their own and no part of `all`. The measurement `events` has a point
/// for the start and one for the end of the load. Times of points are the starts of their
/// intervals.
/// All fields are numbers without the mark of integers, as JMeter writes them.
///
/// A user and a password for version 1 stand in the URL: `http://user:password@host:8086`. The
/// database or bucket has to exist. See ``Listener`` for what happens when it can't be reached.
public struct InfluxDB: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<InfluxDB, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<InfluxDB, ListenerOutput>) { self.sealed = sealed }

    /// Describes a database of version 1, as of InfluxDB 1.0 and of VictoriaMetrics.
    ///
    /// - Parameters:
    ///   - url: the root of the server, such as `http://127.0.0.1:8086`; HTTP or HTTPS.
    ///   - database: the name of the database.
    ///   - measurement: the measurement. Default: `jmeter`, by which dashboards look.
    ///   - application: the tag of that name. Default: the name of the test.
    ///   - tags: further tags of each point, such as `["build": "1234"]`.
    ///   - interval: the time between two writes: 1 s to 1 h, whole seconds. Default: 5 s, as
    ///     JMeter.
    public init(
        _ url: String, database: String, measurement: String = "jmeter",
        application: String? = nil, tags: [String: String] = [:],
        every interval: Duration = .seconds(5)
    ) {
        self.init(
            ListenerOutput(
                .influx(
                    InfluxOutput(
                        url: url, place: .database(database), measurement: measurement,
                        application: application, tags: tags, every: interval))))
    }

    /// Describes a bucket of version 2 or 3.
    ///
    /// - Parameters:
    ///   - url: the root of the server, such as `https://influx.example.org`; HTTP or HTTPS.
    ///   - organisation: the name or number of the organisation.
    ///   - bucket: the name or number of the bucket.
    ///   - token: a token that may write to it; no output shows it.
    ///   - measurement: the measurement. Default: `jmeter`, by which dashboards look.
    ///   - application: the tag of that name. Default: the name of the test.
    ///   - tags: further tags of each point, such as `["build": "1234"]`.
    ///   - interval: the time between two writes: 1 s to 1 h, whole seconds. Default: 5 s, as
    ///     JMeter.
    public init(
        _ url: String, organisation: String, bucket: String, token: String,
        measurement: String = "jmeter", application: String? = nil, tags: [String: String] = [:],
        every interval: Duration = .seconds(5)
    ) {
        self.init(
            ListenerOutput(
                .influx(
                    InfluxOutput(
                        url: url,
                        place: .bucket(
                            bucket, organisation: organisation, token: BackendToken(token)),
                        measurement: measurement, application: application, tags: tags,
                        every: interval))))
    }
}
