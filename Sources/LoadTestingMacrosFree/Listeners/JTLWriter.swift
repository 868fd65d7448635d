/// A row for each sample in JMeter's format: what `jmeter -l results.jtl` writes.
///
/// JMeter's dashboard, and every tool that reads its logs, can read the file:
/// `jmeter -g results.jtl -o report/`.
///
/// - `timeStamp` is the start in milliseconds since 1970, `elapsed` the service time: from the
///   start of the request to its last byte. `Latency` is the time to the first byte and `Connect`
///   that of look-up, connect and TLS; both are 0 where nothing was sent or the connection was
///   kept.
/// - `threadName` is the group's name, ` 1-` and the number of the user or arrival.
/// - `grpThreads` and `allThreads` are the active users at the end of the sample, those of other
///   threads as of their latest sample.
/// - `URL` is the one sent, without user info and without the values of query items that name a
///   secret.
/// - A request without an answer has the code `Non HTTP response code: CAUSE`, such as `connect` or
///   `timeout(body)`.
///
/// Written while the load runs, at least each second, on a thread of its own: a run that is killed
/// leaves the rows before in `PATH.partial`. Samples that come faster than they can be written are
/// left out of the file once 64 MiB of them wait, and the report says how many; the result has them
/// all. Times are whole milliseconds here: the result knows them to the nanosecond.
public struct JTLWriter: Listener {
    /// The parts of the listener.
    public let sealed: Sealed<JTLWriter, ListenerOutput>

    /// Creates the listener from its parts.
    public init(sealed: Sealed<JTLWriter, ListenerOutput>) { self.sealed = sealed }

    /// Describes the file.
    ///
    /// - Parameters:
    ///   - path: the place of the file, absolute or from the working directory; not empty.
    ///   - format: CSV, or XML. Default: CSV.
    public init(_ path: String, as format: JTLFormat = .csv) {
        self.init(ListenerOutput(.jtl(format), path))
    }
}
