/// Everything that was measured in a run: a value that can be merged, stored and sent.
public struct RunSnapshot: Hashable, Codable, Sendable {
    private var layout = Layout()
    /// The facts known when the run started.
    package var facts = RunFacts()
    /// The rows of intervals by number; totals leave transactions out.
    package var rows: [SampleRow] { didSet { sums = RunSums() } }
    package var intervals: [IntervalSnapshot] = [] { didSet { sums = RunSums() } }
    /// Cached sums over intervals.
    private(set) var sums = RunSums()
    package var examples: [FailedExchange] = []
    /// From the start of the run to its end.
    package var durationNanoseconds: Int64 = 0
    /// The seconds in which all users were active, and arrivals came at their highest rate; `nil`
    /// when there was no whole one.
    package var plateau: Range<Int>?
    /// The load of each group of the plan, by number; empty where nothing is known of groups.
    package var groups: [GroupLoad] = []
    package var arrivals = ArrivalCounts()
    /// The use of each address of names that have several.
    package var addresses: [AddressUse] = []
    /// The overhead of the generator alone; `nil` when it was not measured.
    package var baselineOverhead: BaselineOverhead?
    /// The servers that were watched, the one that budgets are about first.
    package var servers: [ServerRecord] = []
    /// The levels of a search for the highest load; `nil` for a run without one.
    package var capacity: CapacityRecord?
    /// The events of the plan, in the order of their instants.
    package var events: [EventRecord] = []
    /// Users that never started, since their group had ended.
    package var unstartedUsers = 0
    /// Exchanges under way when the run was aborted.
    package var abandonedExchanges = 0
    /// The end of the run.
    package var end = RunEnd.complete

    /// The maximum intervals kept; above it, neighbours are joined.
    package static let maxIntervals = 600
    /// The maximum bytes of intervals: those of more labels become wider sooner.
    package static let maxBytes = 16 << 20
    /// The minimum intervals left, whatever memory they take: a course still shows.
    private static let minIntervals = 40

    /// Whether neighbours are to be joined.
    var isTooLarge: Bool {
        intervals.count > Self.maxIntervals
            || intervals.count > Self.minIntervals && byteCount > Self.maxBytes
    }

    /// The approximate memory of the intervals' labels.
    package var byteCount: Int { intervals.reduce(0) { $0 + $1.labels.byteCount } }

    package init(rows: [SampleRow]) { self.rows = rows }

    /// - Parameter labels: the labels of rows of requests, by number.
    package init(labels: [String]) { self.init(rows: labels.map { SampleRow(label: $0) }) }

    /// The layout of this type; another one can't be read.
    public var layoutVersion: Int { Layout.version }

    private enum CodingKeys: String, CodingKey {
        case layout = "layoutVersion"
        case facts, rows, intervals, examples, durationNanoseconds, plateau, arrivals
        case unstartedUsers, abandonedExchanges, end, baselineOverhead, servers, groups, addresses
        case capacity, events
    }

    /// The judged intervals: all but those of the stated warm-up.
    package var judgedIntervals: ArraySlice<IntervalSnapshot> {
        intervals.drop { $0.startSecond < facts.warmUpSeconds }
    }

    /// Whether a row's number is that of a transaction.
    package func isTransaction(_ index: Int) -> Bool { rows[index].kind == .transaction }

    /// Whether a label is that of a transaction.
    package func isTransaction(label: String) -> Bool {
        rows.first { $0.label == label }?.kind == .transaction
    }

    /// The generator's health over the whole run.
    package var health: GeneratorHealth {
        intervals.reduce(into: GeneratorHealth()) { $0.merge($1.health) }
    }

    /// The health of one load generator over the whole run.
    ///
    /// - Parameter generator: its number in the run's facts.
    package func health(of generator: Int) -> GeneratorHealth {
        intervals.reduce(into: GeneratorHealth()) { sum, interval in
            interval.generators[generator].map { sum.merge($0) }
        }
    }

    /// The server that budgets are about, where it was watched.
    package var server: ServerRecord? {
        get { servers.first }
        set { servers.replaceSubrange(..<min(1, servers.count), with: newValue.map { [$0] } ?? []) }
    }

    /// The use of a server while requests were judged.
    ///
    /// - Parameter server: its number in the run. Default: the one that budgets are about.
    package func serverUse(of server: Int = 0) -> ServerUse {
        judgedIntervals.reduce(into: ServerUse()) { sum, interval in
            interval.servers[server].map { sum.merge($0) }
        }
    }

    /// The counters and gauges of the plan's own while requests were judged.
    package var custom: CustomValues {
        judgedIntervals.reduce(into: CustomValues()) { $0.merge($1.custom) }
    }

    /// The maximum users active at once.
    package var peakActiveUsers: Int { intervals.map(\.activeUsers).max() ?? 0 }
}

/// The layout of the stored form: a number that must equal this library's.
private struct Layout: Hashable, Codable, Sendable {
    /// Raised when stored runs can no longer be read.
    static let version = 10

    init() {}

    init(from decoder: any Decoder) throws {
        let found = try decoder.singleValueContainer().decode(Int.self)
        guard found == Self.version else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a run of layout \(found), not \(Self.version)"))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(Self.version)
    }
}

/// The end of a run.
package enum RunEnd: String, Codable, Sendable {
    /// All users completed their steps.
    case complete
    /// The task was cancelled.
    case cancelled
    /// SIGINT arrived.
    case interrupted
    /// SIGTERM arrived.
    case terminated
    /// SIGHUP arrived: the terminal is gone.
    case hungUp
    /// Every request failed for too long.
    case unresponsive
    /// The run's `limit` was reached.
    case limit
    /// The plan ended it: `StopTest`.
    case stopped
    /// A sample failed in a group that ends the test then.
    case stoppedByError
    /// A feeder that must not run out had no row left.
    case outOfRows
    /// A rule of the plan: `abortWhen(…)`.
    case aborted
    /// The server under test ended.
    case serverEnded

    /// The end in words.
    package var text: String {
        switch self {
        case .interrupted: "interrupted by SIGINT"
        case .terminated: "interrupted by SIGTERM"
        case .hungUp: "interrupted by SIGHUP"
        case .limit: "stopped at its limit"
        default: rawValue
        }
    }
}
