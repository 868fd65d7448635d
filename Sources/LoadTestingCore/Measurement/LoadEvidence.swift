import LoadTestingMacrosFree

/// The record of a load from which it is told what limited it: of the requests, the server, its
/// machine and the load generator.
package struct LoadEvidence: Hashable, Codable, Sendable {
    /// The time that it is of.
    package var seconds = 0.0
    package var requests: UInt64 = 0
    package var failed: UInt64 = 0
    /// Requests that were answered with a status that says "not now": 429 or 503.
    package var refused: UInt64 = 0
    /// The number of these that were answered with 429.
    package var limited: UInt64 = 0
    /// Requests for which no connection was made in time, or at all.
    package var unconnected: UInt64 = 0
    /// Service times in nanoseconds; `nil` without a request.
    package var okMedian: Int64?
    package var failedMedian: Int64?
    /// The time to connect of the slowest hundredth that opened a connection, in nanoseconds.
    package var connectTail: Int64?
    /// The mean number of requests under way.
    package var inFlight = 0.0
    /// Bytes of answers a second.
    package var receivedBytes = 0.0
    /// The server's use of resources; `nil` where it was not watched.
    package var server: ServerUse?
    /// The number of the machine's cores.
    package var cores = 1
    /// The processes of the server that used a twentieth of a core at least.
    package var busyProcesses = 0
    /// The maximum files that a process may have open, and had.
    package var openFileLimit: Int?
    package var peakOpenFiles: Int?
    /// Whether the system killed a process for want of memory.
    package var ranOutOfMemory = false
    /// Bytes in memory at the beginning and at the end; `nil` where it was not seen.
    package var firstMemory: Double?
    package var lastMemory: Double?
    /// The time in which requests were under way and none was answered, in seconds.
    package var stalledSeconds = 0.0
    /// The share of time in which a thread of the generator was saturated; `nil` where it is
    /// unknown.
    package var generatorSaturation: Double?
    /// Processor cores that the generator used.
    package var generatorCores = 0.0

    package init() {}
}

extension LoadEvidence {
    /// The record of a run without its warm-up and its ends: of the seconds in which at least half
    /// as many requests were under way as at most.
    package init(_ run: RunSnapshot) {
        let busy = Self.loaded(run.judgedIntervals, of: run)
        let intervals = busy.map(\.interval)
        seconds = Double(max(1, intervals.reduce(0) { $0 + $1.seconds }))
        let time = busy.reduce(0) { $0 + $1.inFlight * Double(max(1, $1.interval.seconds)) }
        inFlight = time / seconds
        take(run.total(of: .everything, in: intervals) ?? LabelSnapshot())
        let health = intervals.reduce(into: GeneratorHealth()) { $0.merge($1.health) }
        generatorSaturation = health.threads.saturatedShare
        generatorCores = Double(health.processorNanoseconds) / 1e9 / seconds
        stalledSeconds =
            Double(intervals.flatMap(\.stalls).reduce(0) { $0 + $1.nanoseconds }) / 1e9
        if let record = run.server, !record.isShared {
            take(record, intervals.compactMap(\.server))
        }
    }

    private typealias Busy = (interval: IntervalSnapshot, inFlight: Double)

    private static func loaded(
        _ intervals: ArraySlice<IntervalSnapshot>, of run: RunSnapshot
    ) -> [Busy] {
        let counters: HistogramKinds = []
        let totals = run.totals(of: .everything, inEach: intervals, counters: counters) ?? []
        let ended = totals.map { total in
            Double(total.okService.sumNanoseconds + total.failedService.sumNanoseconds) / 1e9
        }
        let busy = underWay(Array(intervals), ended: ended)
        let most = busy.map(\.inFlight).max() ?? 0
        return busy.filter { $0.inFlight * 2 >= most }
    }

    /// The requests under way in each interval, from the times of those that ended in it.
    ///
    /// A request of half a minute ends in one second and was under way in thirty: what is more than
    /// the interval's users had time for belongs to the intervals before. What finds no room there
    /// either is of users with several requests at once, and is shared out.
    private static func underWay(_ intervals: [IntervalSnapshot], ended: [Double]) -> [Busy] {
        var later = 0.0
        let busy: [Busy] = zip(intervals, ended).reversed().map { interval, own in
            let seconds = Double(max(1, interval.seconds))
            let time = min(own + later, Double(interval.activeUsers) * seconds)
            later += own - time
            return (interval, time / seconds)
        }
        let all = ended.reduce(0, +)
        let factor = all > later ? all / (all - later) : 1
        return busy.reversed().map { ($0.interval, $0.inFlight * factor) }
    }

    private mutating func take(_ total: LabelSnapshot) {
        requests = total.requests
        failed = total.failed
        limited = total.statuses[429] ?? 0
        refused = limited + (total.statuses[503] ?? 0)
        unconnected = (total.causes[.connect] ?? 0) + (total.causes[.connectTimeout] ?? 0)
        okMedian = total.okService.percentile(50)?.wholeNanoseconds
        failedMedian = total.failedService.percentile(50)?.wholeNanoseconds
        connectTail = total.phases.connect.percentile(99)?.wholeNanoseconds
        receivedBytes = Double(total.receivedBytes) / seconds
    }

    private mutating func take(_ record: ServerRecord, _ uses: [ServerUse]) {
        guard !uses.isEmpty else { return }
        var all = ServerUse()
        for use in uses { all.merge(use) }
        server = all.withoutScraped
        cores = record.cores
        busyProcesses = record.processes.count { process in
            (process.userSeconds + process.systemSeconds) > 0.05 * max(1, process.seconds)
        }
        openFileLimit = record.openFileLimit
        peakOpenFiles = record.processes.compactMap(\.peakOpenFiles).max()
        ranOutOfMemory = record.events.contains { $0.kind == .outOfMemory }
        firstMemory = uses.compactMap { $0[.memory]?.mean }.first
        lastMemory = uses.compactMap { $0[.memory]?.mean }.last
    }
}

extension ServerUse {
    /// The same without the samples of the server's own metrics, and single cores.
    fileprivate var withoutScraped: ServerUse {
        var rest = ServerUse()
        for (series, level) in levels {
            switch series {
            case .scraped, .core: continue
            default: rest.add(level, to: series)
            }
        }
        return rest
    }
}
