public import LoadTestingMacrosFree

/// The highest load at which a plan's budgets held, as a search has found it.
///
/// The true one lies between ``rate`` and ``missedRate``.
public struct Capacity: Hashable, Sendable {
    let record: CapacityRecord

    /// The highest rate that held: arrivals a second, or the requests a second that the users of
    /// the highest level made; `nil` where no level held.
    public var rate: Rate? { record.rate.map { .perSecond($0) } }

    /// The lowest rate that missed; `nil` where none did.
    public var missedRate: Rate? { record.missedRate.map { .perSecond($0) } }

    /// The highest number of users that held; `nil` for a search for arrivals.
    public var users: Int? { record.countsUsers ? record.held.map { Int($0) } : nil }

    /// Whether the search ended at its answer: not at the time limit, the highest level, or what
    /// the load generator can do.
    public var isFound: Bool { record.end == .found }

    /// The budget that gave way first, in words; `nil` where none did.
    public var limit: String? { record.level(at: record.missed)?.reason }

    /// The levels in the order in which they were tried.
    public var levels: [Level] { record.levels.map { Level(record: $0) } }

    /// The change of the target during the search, by a low level that was repeated at its end;
    /// `nil` where none was seen.
    public var drift: Drift? { record.drift.map { Drift(record: $0) } }

    /// The median response times of a level, early in a search and at its end.
    public struct Drift: Hashable, Sendable {
        let record: LevelDrift

        /// Arrivals a second, or users.
        public var load: Double { record.load }
        /// The median on the way up.
        public var first: Duration { .nanoseconds(record.first) }
        /// The median at the end.
        public var last: Duration { .nanoseconds(record.last) }
    }

    /// A load that was tried, with its figures.
    public struct Level: Hashable, Sendable {
        let record: LoadLevel

        /// Arrivals a second, or users.
        public var load: Double { record.load }
        /// The judged time.
        public var duration: Duration { .seconds(record.seconds) }
        /// Whether all budgets held.
        public var held: Bool { record.outcome == .held }
        /// The number of requests, failed ones too.
        public var requests: Int { Int(record.requests) }
        /// The number of these that failed.
        public var failed: Int { Int(record.failed) }
        /// Requests that succeeded, per second; `nil` where there was no time of load.
        public var throughput: Rate? { record.throughput.map { .perSecond($0) } }
        /// The median response time; `nil` where too many requests failed.
        public var p50: Duration? { record.p50.map { .nanoseconds($0) } }
        /// The response time within which 95 of 100 requests succeed.
        public var p95: Duration? { record.p95.map { .nanoseconds($0) } }
        /// The response time within which 99 of 100 requests succeed.
        public var p99: Duration? { record.p99.map { .nanoseconds($0) } }
    }
}

extension LoadTestResult {
    /// The answer of a search for the highest load, with its levels; `nil` for a plan without one.
    public var capacity: Capacity? { snapshot.capacity.map { Capacity(record: $0) } }
}
