import CLoadTesting

/// Where a loop counts the requests of one label: plain counters at fixed addresses, so that a
/// sample costs neither lock nor heap, in debug builds neither.
struct LabelRecorder {
    private var okResponse: UnsafeMutablePointer<clt_histogram>?
    private var okService: UnsafeMutablePointer<clt_histogram>?
    private var okExchange: UnsafeMutablePointer<clt_histogram>?
    private var okFresh: UnsafeMutablePointer<clt_histogram>?
    private var phases = PhaseRecorder()
    private var failedResponse: UnsafeMutablePointer<clt_histogram>?
    private var failedService: UnsafeMutablePointer<clt_histogram>?
    /// By status, 0 … 999.
    private let statuses: UnsafeMutablePointer<UInt64>
    /// By the sample's code; only failures come here.
    private var causes: [Int16: UInt64] = [:]
    private var receivedBytes: Int64 = 0
    private var sentBytes: Int64 = 0
    private var openedConnections: UInt64 = 0
    private var resent: UInt64 = 0
    private var groups: GroupMask = []
    private var succeededInDrain: UInt64 = 0
    private var failedInDrain: UInt64 = 0
    private var firstDue = Int64.max
    private var lastEnd = Int64.min

    private static let statusSlots = 1_000

    init() {
        statuses = .allocate(capacity: Self.statusSlots)
        statuses.initialize(repeating: 0, count: Self.statusSlots)
    }

    func destroy() {
        for histogram in [
            okResponse, okService, okExchange, okFresh, failedResponse, failedService,
        ] { histogram.map(clt_histogram_destroy) }
        phases.destroy()
        statuses.deallocate()
    }

    /// Counts a sample.
    mutating func record(_ sample: borrowing Sample) {
        if sample.cause == 0 {
            Self.record(sample.end &- sample.due, in: &okResponse)
            Self.record(sample.end &- sample.start, in: &okService)
            recordTimes(of: sample)
        } else {
            Self.record(sample.end &- sample.due, in: &failedResponse)
            Self.record(sample.end &- sample.start, in: &failedService)
            causes[sample.cause, default: 0] += 1
        }
        if sample.status > 0 { statuses[Int(sample.status)] &+= 1 }
        if sample.openedConnection { openedConnections &+= 1 }
        if sample.resent { resent &+= 1 }
        receivedBytes &+= sample.received
        sentBytes &+= sample.sent
        groups.formUnion(GroupMask(sample.group))
        if sample.endedInDrain { countInDrain(isFailed: sample.cause != 0) }
        if sample.due < firstDue { firstDue = sample.due }
        if sample.end > lastEnd { lastEnd = sample.end }
    }

    private mutating func countInDrain(isFailed: Bool) {
        if isFailed { failedInDrain &+= 1 } else { succeededInDrain &+= 1 }
    }

    /// Counts what comes after and beside the set-up of a connection.
    private mutating func recordTimes(of sample: borrowing Sample) {
        if sample.openedConnection { Self.record(sample.end &- sample.due, in: &okFresh) }
        guard let times = sample.times else {
            // No exchange, but percentiles of all clocks are to be of the same requests.
            return Self.record(sample.end &- sample.start, in: &okExchange)
        }
        Self.record(times.exchange, in: &okExchange)
        phases.record(times, openedConnection: sample.openedConnection)
    }

    private static func record(
        _ nanoseconds: Int64, in histogram: inout UnsafeMutablePointer<clt_histogram>?
    ) {
        if histogram == nil { histogram = clt_histogram_create() }
        guard let histogram else { preconditionFailure("no memory for a histogram") }
        clt_histogram_record(histogram, nanoseconds)
    }

    /// Takes everything out, for the next interval.
    mutating func drain(_ names: SampleNames) -> LabelSnapshot {
        var snapshot = LabelSnapshot()
        guard lastEnd != .min else { return snapshot }
        snapshot.okResponse = HistogramSnapshot(draining: okResponse)
        snapshot.okService = HistogramSnapshot(draining: okService)
        snapshot.okExchange = HistogramSnapshot(draining: okExchange)
        snapshot.okFresh = HistogramSnapshot(draining: okFresh)
        snapshot.phases = phases.drain()
        snapshot.failedResponse = HistogramSnapshot(draining: failedResponse)
        snapshot.failedService = HistogramSnapshot(draining: failedService)
        for status in 0..<Self.statusSlots where statuses[status] > 0 {
            snapshot.statuses[status] = statuses[status]
        }
        for (code, count) in causes { snapshot.causes[names.cause(of: code), default: 0] += count }
        snapshot.receivedBytes = receivedBytes
        snapshot.sentBytes = sentBytes
        snapshot.openedConnections = openedConnections
        snapshot.resent = resent
        snapshot.groups = groups
        snapshot.succeededInDrain = succeededInDrain
        snapshot.failedInDrain = failedInDrain
        snapshot.firstDueNanoseconds = firstDue
        snapshot.lastEndNanoseconds = lastEnd
        empty()
        return snapshot
    }

    private mutating func empty() {
        statuses.update(repeating: 0, count: Self.statusSlots)
        causes.removeAll(keepingCapacity: true)
        receivedBytes = 0
        sentBytes = 0
        openedConnections = 0
        resent = 0
        groups = []
        succeededInDrain = 0
        failedInDrain = 0
        firstDue = .max
        lastEnd = .min
    }
}
