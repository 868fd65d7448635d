import Synchronization

/// The samples of a run for a listener, a second of a loop at a time; those of one loop come in the
/// order in which they ended.
///
/// Bounded: a listener that is slower than the load loses samples, which are counted, and keeps
/// neither the load nor its measurement waiting. Taken from by one task.
package final class SampleStream: AsyncSequence, Sendable {
    /// Samples of one loop.
    package struct Batch: Sendable {
        package var loop: Int
        /// The second that they were reported in, from the start of the run.
        package var second: Int
        package var samples: [Sample]
        /// The texts of these samples.
        package var texts: SampleTexts
        /// The count of samples of the loop that were lost since the batch before.
        package var lost: Int
        /// The names of their labels and causes.
        package var names: SampleNames
    }

    private struct LoopState {
        /// The count of samples that the listener has not taken.
        var waiting = 0
        /// The count of lost samples that the listener was not told of.
        var lost = 0
    }

    /// The count of samples of each loop that may wait for the listener.
    package let capacity: Int
    private let batches: AsyncStream<Batch>
    private let continuation: AsyncStream<Batch>.Continuation
    private let loops = Mutex<[Int: LoopState]>([:])

    /// - Parameter capacity: samples of each loop that may wait, 1 or more; one takes about 200
    ///   bytes. Default 200,000.
    package init(capacity: Int = 200_000) {
        precondition(capacity > 0, "a stream needs room for a sample")
        self.capacity = capacity
        (batches, continuation) = AsyncStream.makeStream()
    }

    /// Copies as many samples as there is room for; the others are lost.
    func offer(
        _ log: borrowing SampleLog, _ texts: SampleTexts, of loop: Int, second: Int,
        names: SampleNames
    ) {
        let count = log.count
        let (taken, lost) = loops.withLock { loops in
            var state = loops[loop] ?? LoopState()
            let taken = Swift.min(count, capacity - state.waiting)
            // What is lost of this log is told with the next one, as it comes after these samples.
            let lost = taken > 0 ? state.lost : 0
            state.lost += count - taken - lost
            state.waiting += taken
            loops[loop] = state
            return (taken, lost)
        }
        guard taken > 0 else { return }
        let samples = log.first(taken)
        continuation.yield(
            Batch(
                loop: loop, second: second, samples: samples, texts: texts, lost: lost,
                names: names))
    }

    /// Ends the stream; what was lost last comes as a batch without samples.
    func finish(second: Int, names: SampleNames) {
        let lost = loops.withLock { $0.filter { $0.value.lost > 0 } }
        for (loop, state) in lost.sorted(by: { $0.key < $1.key }) {
            continuation.yield(
                Batch(
                    loop: loop, second: second, samples: [], texts: SampleTexts(),
                    lost: state.lost, names: names))
        }
        continuation.finish()
    }

    package func makeAsyncIterator() -> Iterator {
        Iterator(stream: self, batches: batches.makeAsyncIterator())
    }

    package struct Iterator: AsyncIteratorProtocol {
        fileprivate let stream: SampleStream
        fileprivate var batches: AsyncStream<Batch>.Iterator

        package mutating func next() async -> Batch? {
            guard let batch = await batches.next() else { return nil }
            stream.loops.withLock { $0[batch.loop]?.waiting -= batch.samples.count }
            return batch
        }
    }
}
