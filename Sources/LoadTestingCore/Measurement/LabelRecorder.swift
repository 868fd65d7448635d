import CLoadTesting

/// Counts the requests of one label: samples, and packed counts of others.
///
/// Its counters are at fixed addresses and stay for the next label, so that a sum over a long run
/// costs no heap for each of its parts, in debug builds neither.
final class LabelRecorder {
    /// By kind; made when the first value of a kind comes.
    ///
    /// Memory of its own, as that of statuses: each request reads it a dozen times, without a check
    /// for exclusive access.
    let histograms: UnsafeMutableBufferPointer<UnsafeMutablePointer<clt_histogram>?>
    /// By status, 0 … 999, and the ones that were seen.
    private let statuses: UnsafeMutableBufferPointer<UInt64>
    private var seenStatuses: [Int] = []
    /// By the sample's code; only failures come here.
    private var codes: [Int16: UInt64] = [:]
    /// Everything except the histograms; statuses and codes are added at the end.
    var counts = LabelSnapshot()
    private let names: SampleNames?

    private static let statusSlots = 1_000

    /// - Parameter names: the meaning of the samples' codes; `nil` where none are recorded.
    init(names: SampleNames? = nil) {
        self.names = names
        histograms = .allocate(capacity: HistogramKind.allCases.count)
        histograms.initialize(repeating: nil)
        statuses = .allocate(capacity: Self.statusSlots)
        statuses.initialize(repeating: 0)
    }

    deinit {
        for histogram in histograms { histogram.map(clt_histogram_destroy) }
        histograms.deallocate()
        statuses.deallocate()
    }

    /// Counts a sample.
    func record(_ sample: borrowing Sample) {
        if sample.cause == 0 {
            record(sample.end &- sample.due, in: .okResponse)
            record(sample.end &- sample.start, in: .okService)
            recordTimes(of: sample)
            recordCharges(of: sample)
        } else {
            record(sample.end &- sample.due, in: .failedResponse)
            record(sample.end &- sample.start, in: .failedService)
            codes[sample.cause, default: 0] += 1
            recordUnseenTimeout(sample)
        }
        if sample.status > 0 { count(1, status: Int(sample.status)) }
        if sample.openedConnection { counts.openedConnections &+= 1 }
        if sample.resent { counts.resent &+= 1 }
        counts.receivedBytes &+= sample.received
        counts.sentBytes &+= sample.sent
        counts.groups.formUnion(GroupMask(sample.group))
        counts.checks.passed &+= Int(sample.passedChecks)
        counts.checks.failed &+= Int(sample.failedChecks)
        if sample.endedInDrain { countInDrain(isFailed: sample.cause != 0) }
        if sample.due < counts.firstDueNanoseconds { counts.firstDueNanoseconds = sample.due }
        if sample.end > counts.lastEndNanoseconds { counts.lastEndNanoseconds = sample.end }
    }

    private func countInDrain(isFailed: Bool) {
        if isFailed { counts.failedInDrain &+= 1 } else { counts.succeededInDrain &+= 1 }
    }

    /// Counts a time-out that an answer may have preceded: libcurl checks the clock first.
    private func recordUnseenTimeout(_ sample: borrowing Sample) {
        guard sample.own.ofService > 0, FailureCause.isTimeout(code: sample.cause),
            sample.own.ofService >= (sample.end &- sample.start) / 10
        else { return }
        record(sample.end &- sample.due, in: .unseenTimeouts)
    }

    /// Counts the phases after the set-up of a connection, and those of the set-up.
    private func recordTimes(of sample: borrowing Sample) {
        if sample.openedConnection { record(sample.end &- sample.due, in: .okNewConnections) }
        guard let times = sample.times else {
            // No exchange, but percentiles of all clocks are to be of the same requests.
            return record(sample.end &- sample.start, in: .okExchange)
        }
        record(times.exchange, in: .okExchange)
        if sample.openedConnection {
            record(times.lookup, in: .lookup)
            record(times.connect, in: .connect)
            if times.tls > 0 { record(times.tls, in: .tls) }
        }
        record(times.send, in: .send)
        record(times.wait, in: .wait)
        record(times.receive, in: .receive)
    }

    /// Counts the part of the sample that the generator caused.
    private func recordCharges(of sample: borrowing Sample) {
        let own = sample.own
        guard own.ofResponse > 0 else { return }
        let service = sample.end &- sample.start
        charge(sample.end &- sample.due, own.ofResponse, .chargedResponse, .relievedResponse)
        charge(service, own.ofService, .chargedService, .relievedService)
        // A sample that is no exchange has its service time there.
        let exchange = sample.times?.exchange ?? service
        let delay = sample.times == nil ? own.ofService : own.answer
        charge(exchange, delay, .chargedExchange, .relievedExchange)
    }

    /// Counts a time and the rest of it, if the delay is a hundredth of it or more.
    private func charge(
        _ nanoseconds: Int64, _ delay: Int64, _ charged: HistogramKind, _ relieved: HistogramKind
    ) {
        guard delay > 0, delay >= nanoseconds / 100 else { return }
        record(nanoseconds, in: charged)
        record(max(0, nanoseconds &- delay), in: relieved)
    }

    private func record(_ nanoseconds: Int64, in kind: HistogramKind) {
        if kind.isCoarse {
            clt_histogram_record_coarse(histogram(kind), nanoseconds)
        } else {
            clt_histogram_record(histogram(kind), nanoseconds)
        }
    }

    func histogram(_ kind: HistogramKind) -> UnsafeMutablePointer<clt_histogram> {
        if let known = histograms[kind.rawValue] { return known }
        guard let made = clt_histogram_create() else {
            preconditionFailure("no memory for a histogram")
        }
        histograms[kind.rawValue] = made
        return made
    }

    func count(_ requests: UInt64, status: Int) {
        guard statuses.indices.contains(status) else { return }
        if statuses[status] == 0 { seenStatuses.append(status) }
        statuses[status] &+= requests
    }

    /// Adds counts made elsewhere.
    func add(_ other: LabelSnapshot) {
        guard !other.isEmpty else { return }
        for kind in HistogramKind.allCases where other[kind].count > 0 {
            other[kind].add(to: histogram(kind))
        }
        counts.mergeCounts(other)
    }

    /// Takes all counts; the recorder is then empty.
    func takeAll() -> LabelSnapshot {
        var snapshot = takeCounts()
        for kind in HistogramKind.allCases {
            guard let histogram = histograms[kind.rawValue], histogram.pointee.count > 0 else {
                continue
            }
            snapshot[kind] = HistogramSnapshot(histogram)
            clt_histogram_reset(histogram)
        }
        return snapshot
    }

    /// Takes everything except the histograms.
    func takeCounts() -> LabelSnapshot {
        for status in seenStatuses {
            counts.statuses[status, default: 0] += statuses[status]
            statuses[status] = 0
        }
        seenStatuses.removeAll(keepingCapacity: true)
        if let names {
            for (code, count) in codes {
                counts.causes[names.cause(of: code), default: 0] += count
            }
            codes.removeAll(keepingCapacity: true)
        }
        let taken = counts
        counts = LabelSnapshot()
        return taken
    }
}
