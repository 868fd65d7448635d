import CLoadTesting

/// The measurements of one loop in one interval.
///
/// Written by the loop's thread alone, then passed to the collector, which empties and returns it:
/// never used by two threads at a time. The loop only stores samples; sorting and counting them is
/// the collector's work. So it takes as much memory as a second has samples, however many labels
/// they are spread over.
///
/// `@unchecked Sendable` since ownership is passed on, which the compiler can't see through the
/// queue between loop and collector.
package final class Recorder: @unchecked Sendable {
    /// Memory of its own, as each request writes to it without a check for exclusive access.
    private let samples: UnsafeMutablePointer<SampleLog>
    private var texts = SampleTexts()
    private let names: SampleNames
    /// The time that the loop was busy between two polls.
    private let tick: UnsafeMutablePointer<clt_histogram>
    /// Connections that the server closed while they were idle.
    package var idleClosed: UInt64 = 0
    /// Exchanges on the general way.
    package var generalExchanges: UInt64 = 0
    /// Passes of a `Pace` that came too late.
    package var overruns: UInt64 = 0
    private var custom = CustomValues()
    private var strays: [Int32: UInt64] = [:]

    package init(names: SampleNames) {
        self.names = names
        samples = .allocate(capacity: 1)
        samples.initialize(to: SampleLog())
        guard let tick = clt_histogram_create() else {
            preconditionFailure("no memory for a histogram")
        }
        self.tick = tick
    }

    deinit {
        clt_histogram_destroy(tick)
        samples.deinitialize(count: 1)
        samples.deallocate()
    }

    /// Stores a sample.
    ///
    /// Allocates only where an interval has more samples than any before it had, a block at a time.
    package func record(_ sample: borrowing Sample) { samples.pointee.append(sample) }

    /// Keeps a text for a sample of this interval and returns its number.
    package func keep(_ text: String) -> Int32 { texts.append(text) }

    /// The bytes of memory kept for samples.
    package var byteCount: Int { samples.pointee.byteCount }

    /// Counts a connection on which unrequested bytes came.
    ///
    /// - Parameter label: the label of the previous request on it, -1 where that is not known.
    package func recordStray(behind label: Int32) { strays[label, default: 0] += 1 }

    /// Counts a value that a scenario hands over.
    package func record(_ value: CustomValue, at instant: Int64, isInDrain: Bool) {
        custom.add(value, at: instant, isInDrain: isInDrain)
    }

    /// Takes the counters and gauges; there are none then.
    package func takeCustom() -> CustomValues {
        defer { custom = CustomValues() }
        return custom
    }

    /// Counts the time of a tick of the loop.
    package func recordTick(nanoseconds: Int64) { clt_histogram_record(tick, nanoseconds) }

    /// Offers the samples to listeners.
    package func offer(to streams: [SampleStream], of loop: Int, second: Int) {
        for stream in streams {
            stream.offer(samples.pointee, texts, of: loop, second: second, names: names)
        }
    }

    /// Takes the measurements; the recorder is then empty.
    package func takeAll() -> (labels: PackedLabels, health: GeneratorHealth) {
        let counter = SampleCounter(names: names)
        counter.count(samples.pointee)
        samples.pointee.removeAll()
        texts.removeAll()
        counter.health.tick = HistogramSnapshot(emptying: tick)
        counter.health.idleClosed = idleClosed
        counter.health.generalExchanges = generalExchanges
        counter.health.overruns = overruns
        if !strays.isEmpty { counter.health.strayBytes = strayBytes }
        idleClosed = 0
        generalExchanges = 0
        overruns = 0
        strays = [:]
        return (labels: counter.labels, health: counter.health)
    }

    private var strayBytes: [String: UInt64] {
        let known = names.labels
        return strays.reduce(into: [:]) { sum, stray in
            let name = stray.key < 0 ? "" : known[Int(stray.key)]
            sum[name, default: 0] += stray.value
        }
    }
}

extension HistogramSnapshot {
    /// Takes the content of a histogram, which is then empty.
    init(emptying histogram: UnsafeMutablePointer<clt_histogram>) {
        self.init(histogram)
        clt_histogram_reset(histogram)
    }
}
