import CLoadTesting

/// What one loop measures in one interval.
///
/// Written by the loop's thread alone, then handed to the collector, which empties it and gives it
/// back: never used by two threads at a time.
///
/// `@unchecked Sendable` since ownership is passed on, which the compiler can't see through the
/// queue between loop and collector.
package final class Recorder: @unchecked Sendable {
    private var labels: UnsafeMutablePointer<LabelRecorder>
    private var labelCount: Int
    private let names: SampleNames
    /// How late starts were, without users' first ones and those that were held back.
    private let startDelay: UnsafeMutablePointer<clt_histogram>
    /// How late arrivals began.
    private let arrivalDelay: UnsafeMutablePointer<clt_histogram>
    /// How long the loop was busy between two polls.
    private let turn: UnsafeMutablePointer<clt_histogram>
    /// Connections that the server closed while they were idle.
    package var idleClosed: UInt64 = 0
    /// Passes of a `Pace` that came too late.
    package var overruns: UInt64 = 0
    private var failures: [FailureCause: UInt64] = [:]

    package init(names: SampleNames) {
        self.names = names
        labelCount = names.labels.names.count
        labels = .allocate(capacity: labelCount)
        for index in 0..<labelCount { (labels + index).initialize(to: LabelRecorder()) }
        guard let startDelay = clt_histogram_create(), let turn = clt_histogram_create(),
            let arrivalDelay = clt_histogram_create()
        else { preconditionFailure("no memory for a histogram") }
        self.startDelay = startDelay
        self.arrivalDelay = arrivalDelay
        self.turn = turn
    }

    deinit {
        for index in 0..<labelCount { labels[index].destroy() }
        labels.deinitialize(count: labelCount)
        labels.deallocate()
        clt_histogram_destroy(startDelay)
        clt_histogram_destroy(arrivalDelay)
        clt_histogram_destroy(turn)
    }

    /// Counts a sample.
    ///
    /// Does not allocate once each label was seen.
    package func record(_ sample: borrowing Sample) {
        let cause = sample.cause
        guard
            cause != FailureCause.generatorDescriptors.code,
            cause != FailureCause.generatorPorts.code
        else { return count(generatorFailure: cause) }
        if Int(sample.label) >= labelCount { grow(to: Int(sample.label) + 1) }
        labels[Int(sample.label)].record(sample)
        let delay = sample.start &- sample.due
        if sample.isArrival { clt_histogram_record(arrivalDelay, delay) }
        if !sample.isFirst, !sample.wasHeldBack { clt_histogram_record(startDelay, delay) }
    }

    private func count(generatorFailure code: Int16) {
        failures[names.cause(of: code), default: 0] += 1
    }

    /// Makes room for labels that came up while the load runs.
    private func grow(to count: Int) {
        let larger = UnsafeMutablePointer<LabelRecorder>.allocate(capacity: count)
        larger.moveInitialize(from: labels, count: labelCount)
        for index in labelCount..<count { (larger + index).initialize(to: LabelRecorder()) }
        labels.deallocate()
        labels = larger
        labelCount = count
    }

    /// Counts how long a turn of the loop took.
    package func recordTurn(nanoseconds: Int64) { clt_histogram_record(turn, nanoseconds) }

    /// Takes everything out; the recorder is then as new.
    package func drain() -> (labels: [LabelSnapshot], health: GeneratorHealth) {
        var health = GeneratorHealth()
        health.startDelay = HistogramSnapshot(draining: startDelay)
        health.arrivalDelay = HistogramSnapshot(draining: arrivalDelay)
        health.turn = HistogramSnapshot(draining: turn)
        health.idleClosed = idleClosed
        health.failures = failures
        health.overruns = overruns
        idleClosed = 0
        overruns = 0
        failures = [:]
        return (labels: (0..<labelCount).map { labels[$0].drain(names) }, health: health)
    }
}
