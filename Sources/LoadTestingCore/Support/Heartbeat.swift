import CLoadTestingSystem
import Foundation
import Synchronization

/// A thread that reads the clock two hundred times a second, and so notices that the process was
/// stopped, starved or put to sleep while the loops had nothing to do.
package final class Heartbeat: Sendable {
    private let lastBeat: Atomic<Int64>
    private let gapStart = Atomic<Int64>(0)
    private let gapEnd = Atomic<Int64>(0)
    private let watch = Mutex(GapWatch())
    private let isStopped = Atomic<Bool>(false)

    /// Starts the thread; it ends soon after ``stop()``, or with the last reference.
    package init() {
        lastBeat = Atomic(clt_monotonic_nanoseconds())
        beat()
        let thread = Thread { [weak self] in
            var period = timespec(tv_sec: 0, tv_nsec: Int(GapWatch.period))
            // A thread of its own and its plain sleep: a cause that starves or stops the process
            // must stop this, and the pool of tasks may be busy with the test's own work.
            while self?.beatUnlessStopped() == true { nanosleep(&period, nil) }
        }
        thread.name = "load-clock"
        thread.qualityOfService = .userInteractive
        thread.start()
    }

    private func beatUnlessStopped() -> Bool {
        guard !isStopped.load(ordering: .relaxed) else { return false }
        beat()
        return true
    }

    private func beat() {
        let now = clt_monotonic_nanoseconds()
        let gap = watch.withLock { $0.tick(now: now, suspended: clt_suspended_nanoseconds()) }
        if gap > GapWatch.shortest {
            gapStart.store(now - gap, ordering: .relaxed)
            gapEnd.store(now, ordering: .relaxed)
        }
        lastBeat.store(now, ordering: .releasing)
    }

    /// The time that the process was stalled at the end of a span, in nanoseconds; callable from
    /// any thread, without a lock.
    package func processStall(in span: Range<Int64>) -> Int64 {
        let lastBeat = lastBeat.load(ordering: .acquiring)
        return GapWatch.processStall(
            in: span, lastBeat: lastBeat,
            gap: (gapStart.load(ordering: .relaxed), gapEnd.load(ordering: .relaxed)))
    }

    /// The longest stall since the last call and the sum of all of them, in nanoseconds.
    package func take() -> (longest: Int64, total: Int64) {
        beat()
        return watch.withLock { $0.take() }
    }

    /// Ends the thread.
    package func stop() { isStopped.store(true, ordering: .relaxed) }
}
