import CLoadTesting

/// Counts the samples of an interval by label, and their figures of the generator.
final class SampleCounter {
    private let names: SampleNames
    private let recorder: LabelRecorder
    /// The lateness of starts that the generator itself caused.
    private let startDelay: UnsafeMutablePointer<clt_histogram>
    /// The lateness of arrivals, and the part that the generator itself caused.
    private let arrivalDelay: UnsafeMutablePointer<clt_histogram>
    private let ownArrivalDelay: UnsafeMutablePointer<clt_histogram>
    private(set) var labels = PackedLabels()
    var health = GeneratorHealth()

    init(names: SampleNames) {
        self.names = names
        recorder = LabelRecorder(names: names)
        guard let startDelay = clt_histogram_create(), let arrivalDelay = clt_histogram_create(),
            let ownArrivalDelay = clt_histogram_create()
        else { preconditionFailure("no memory for a histogram") }
        self.startDelay = startDelay
        self.arrivalDelay = arrivalDelay
        self.ownArrivalDelay = ownArrivalDelay
    }

    deinit {
        clt_histogram_destroy(startDelay)
        clt_histogram_destroy(arrivalDelay)
        clt_histogram_destroy(ownArrivalDelay)
    }

    /// Counts all samples of a log.
    func count(_ log: borrowing SampleLog) {
        let (order, ends) = order(of: log)
        var start = 0
        for (label, end) in ends.enumerated() where end > start {
            for place in start..<end { recorder.record(log[Int(order[place])].pointee) }
            labels.append(Int32(label), recorder)
            start = end
        }
        labels.trim()
        health.startDelay = HistogramSnapshot(emptying: startDelay)
        health.arrivalDelay = HistogramSnapshot(emptying: arrivalDelay)
        health.ownArrivalDelay = HistogramSnapshot(emptying: ownArrivalDelay)
    }

    /// The places of samples by label, and the end of each label's.
    private func order(of log: borrowing SampleLog) -> (order: [Int32], ends: [Int]) {
        let count = log.count
        var ends: [Int] = []
        for index in 0..<count {
            let sample = log[index]
            guard countDelays(of: sample.pointee) else { continue }
            let label = Int(sample.pointee.label)
            while ends.count <= label { ends.append(0) }
            ends[label] += 1
        }
        var (places, sum) = (ends, 0)
        for label in ends.indices {
            places[label] = sum
            sum += ends[label]
            ends[label] = sum
        }
        var order = [Int32](repeating: 0, count: sum)
        for index in 0..<count where !log[index].pointee.isGeneratorFailure {
            let label = Int(log[index].pointee.label)
            order[places[label]] = Int32(index)
            places[label] += 1
        }
        return (order, ends)
    }

    /// Counts the lateness of a sample; false for a failure of the generator, which is no sample of
    /// the server.
    private func countDelays(of sample: borrowing Sample) -> Bool {
        if sample.isGeneratorFailure {
            health.failures[names.cause(of: sample.cause), default: 0] += 1
            return false
        }
        clt_histogram_record(startDelay, sample.own.start)
        guard sample.isArrival else { return true }
        clt_histogram_record(arrivalDelay, sample.start &- sample.due)
        clt_histogram_record(ownArrivalDelay, sample.own.start)
        return true
    }
}

extension Sample {
    /// The load generator itself failed.
    fileprivate var isGeneratorFailure: Bool {
        cause == FailureCause.generatorDescriptors.code || cause == FailureCause.generatorPorts.code
    }
}
