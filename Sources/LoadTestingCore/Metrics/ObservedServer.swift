/// The server under test as it was observed while it was loaded: the launched or attached process
/// with all its descendants, together, and its machine.
///
/// ```swift
/// let server = try #require(result.server)
/// for point in server["memory"]?.points ?? [] { print(point.start, point.peak) }
/// ```
public struct ObservedServer: Sendable {
    private let run: RunSnapshot
    private let record: ServerRecord

    /// - Returns: `nil` for a run whose server was not observed.
    init?(_ run: RunSnapshot) {
        guard let record = run.server else { return nil }
        self.run = run
        self.record = record
    }

    /// The server's name in reports, such as `python3 server.py`.
    public var name: String { record.name }

    /// Whether it ran in the load generator's own process, whose use is then not told from its own.
    public var isShared: Bool { record.isShared }

    /// The series that could not be observed, each with its reason.
    public var unobserved: [String] { record.unseen }

    /// The parts of the server that were not observed, each with its reason: the series concerned
    /// say so, too.
    public var gaps: [String] { record.gaps.map(\.text) }

    /// The names of everything that was observed, sorted.
    public var names: [String] {
        run.serverUse().levels.keys.map(\.name).filter { self[$0] != nil }.sorted()
    }

    /// One thing over the time of the run, by its name; `nil` where it was not observed.
    public subscript(name: String) -> ServerTimeSeries? {
        ServerSeries(name: name).flatMap { ServerTimeSeries($0, of: run) }
    }
}
