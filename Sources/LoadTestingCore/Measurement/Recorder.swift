import CLoadTesting

/// What one loop measures in one interval.
///
/// Written by the loop's thread alone, then handed to the collector, which empties it and gives it
/// back: never used by two threads at a time.
///
/// `@unchecked Sendable` since ownership is passed on, which the compiler can't see through the
/// queue between loop and collector.
package final class Recorder: @unchecked Sendable {
    private let labels: UnsafeMutablePointer<LabelRecorder>
    private let labelCount: Int
    /// How late starts were, without users' first ones.
    private let startDelay: UnsafeMutablePointer<clt_histogram>
    /// How long the loop was busy between two polls.
    private let turn: UnsafeMutablePointer<clt_histogram>
    /// Connections that the server closed while they were idle.
    package var idleClosed: UInt64 = 0
    private var failures: [FailureCause: UInt64] = [:]

    package init(labelCount: Int) {
        self.labelCount = labelCount
        labels = .allocate(capacity: labelCount)
        for index in 0..<labelCount { (labels + index).initialize(to: LabelRecorder()) }
        guard let startDelay = clt_histogram_create(), let turn = clt_histogram_create() else {
            preconditionFailure("no memory for a histogram")
        }
        self.startDelay = startDelay
        self.turn = turn
    }

    deinit {
        for index in 0..<labelCount { labels[index].destroy() }
        labels.deallocate()
        clt_histogram_destroy(startDelay)
        clt_histogram_destroy(turn)
    }

    /// Counts a sample.
    ///
    /// Does not allocate once each label was seen.
    package func record(_ sample: borrowing Sample) {
        let cause = FailureCause(sampleCode: sample.cause)
        guard !cause.isGenerator else {
            failures[cause, default: 0] += 1
            return
        }
        labels[Int(sample.label)].record(sample)
        if !sample.isFirst { clt_histogram_record(startDelay, sample.start &- sample.due) }
    }

    /// Counts how long a turn of the loop took.
    package func recordTurn(nanoseconds: Int64) { clt_histogram_record(turn, nanoseconds) }

    /// Takes everything out; the recorder is then as new.
    package func drain() -> (labels: [LabelSnapshot], health: GeneratorHealth) {
        var health = GeneratorHealth()
        health.startDelay = HistogramSnapshot(startDelay)
        health.turn = HistogramSnapshot(turn)
        health.idleClosed = idleClosed
        clt_histogram_reset(startDelay)
        clt_histogram_reset(turn)
        health.failures = failures
        idleClosed = 0
        failures = [:]
        return (labels: (0..<labelCount).map { labels[$0].drain() }, health: health)
    }
}
