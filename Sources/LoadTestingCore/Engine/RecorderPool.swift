import Synchronization

/// Emptied recorders, returned from the collector to the loops.
package final class RecorderPool: Sendable {
    private let spare = Mutex<[Recorder]>([])
    package let names: SampleNames

    package init(names: SampleNames) { self.names = names }

    /// An empty recorder; a new one where the collector has none ready.
    package func take() -> Recorder {
        spare.withLock { $0.popLast() } ?? Recorder(names: names)
    }

    /// Returns an emptied recorder.
    package func give(_ recorder: Recorder) { spare.withLock { $0.append(recorder) } }
}
