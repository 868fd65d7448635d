import Synchronization

/// Emptied recorders on their way back from the collector to the loops.
package final class RecorderPool: Sendable {
    private let spare = Mutex<[Recorder]>([])
    private let labelCount: Int

    package init(labelCount: Int) { self.labelCount = labelCount }

    /// An empty recorder; a new one where the collector has none ready.
    package func take() -> Recorder {
        spare.withLock { $0.popLast() } ?? Recorder(labelCount: labelCount)
    }

    /// Gives back a recorder that was drained.
    package func give(_ recorder: Recorder) { spare.withLock { $0.append(recorder) } }
}
