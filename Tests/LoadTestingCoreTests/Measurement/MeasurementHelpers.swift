import CLoadTesting
import TestSupport

@testable import LoadTestingCore

extension HistogramSnapshot {
    /// A histogram of these values.
    init(nanoseconds values: some Sequence<Int64>) {
        guard let histogram = clt_histogram_create() else { preconditionFailure("no memory") }
        defer { clt_histogram_destroy(histogram) }
        for value in values { clt_histogram_record(histogram, value) }
        self.init(UnsafePointer(histogram))
    }
}

extension Sample {
    /// A sample of label 0 that succeeded with status 200 unless stated otherwise; milliseconds.
    static func made(
        label: Int32 = 0, due: Int64 = 0, start: Int64? = nil, end: Int64, status: Int16 = 200,
        cause: FailureCause? = nil, received: Int64 = 0, sent: Int64 = 0, opened: Bool = false,
        resent: Bool = false, isArrival: Bool = false, own: OwnDelay = OwnDelay(),
        times: ExchangeTimes? = nil
    ) -> Sample {
        Sample(
            label: label, group: 0, user: 0, iteration: 0, due: due * 1_000_000,
            start: (start ?? due) * 1_000_000, end: end * 1_000_000, received: received,
            sent: sent, status: status, cause: cause?.code ?? 0, openedConnection: opened,
            resent: resent, isArrival: isArrival, own: own, times: times)
    }
}

extension LabelSnapshot {
    /// A recorder's measurements of these samples, which all have label 0.
    init(_ samples: [Sample]) {
        let recorder = Recorder(names: SampleNames(labels: (0..<1).map { "\($0)" }))
        for sample in samples { recorder.record(sample) }
        self = recorder.takeAll().labels[0]
    }
}

extension Collector {
    /// Takes what a loop measured of each label, by number.
    mutating func add(
        second: Int, labels: [LabelSnapshot], health: GeneratorHealth, activeUsers: Int,
        minActiveUsers: Int = 0, stalls: [ServerStall] = []
    ) {
        add(
            second: second, labels: PackedLabels(labels), health: health, activeUsers: activeUsers,
            minActiveUsers: minActiveUsers, stalls: stalls)
    }
}

extension IntervalSnapshot {
    /// All labels together.
    var total: LabelSnapshot {
        var total = LabelSnapshot()
        labels.forEach(counters: .all) { total.merge($1) }
        return total
    }
}

/// Latencies as a server has them: from 1 µs to 1 h, most of them short.
func latencies(_ count: Int, seed: UInt64, wholeMicroseconds: Bool) -> [Int64] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in
        let magnitude = UInt64.random(in: 0...31, using: &generator)
        let top = min(UInt64(3_600_000_000), UInt64(2) << magnitude)
        let microseconds = Int64(UInt64.random(in: 1...top, using: &generator))
        return wholeMicroseconds
            ? microseconds * 1_000
            : microseconds * 1_000 - Int64.random(in: 0...999, using: &generator)
    }
}

extension ChargedTimes {
    /// Samples of one time, in nanoseconds.
    static func made(measured: Int64, relieved: Int64, count: Int) -> ChargedTimes {
        var times = ChargedTimes()
        times.measured = HistogramSnapshot(nanoseconds: Array(repeating: measured, count: count))
        times.relieved = HistogramSnapshot(nanoseconds: Array(repeating: relieved, count: count))
        return times
    }
}
