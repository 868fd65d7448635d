import CLoadTesting
import Foundation
import Synchronization

/// A thread that looks at the clock ten times a second, and so notices that the process was
/// stopped, starved or put to sleep while the loops had nothing to do.
final class GapTicker: Sendable {
    private let watch = Mutex(GapWatch())
    private let isStopped = Atomic<Bool>(false)

    /// Starts the thread; it ends soon after ``stop()``.
    init() {
        tick()
        let thread = Thread { [self] in
            while !isStopped.load(ordering: .relaxed) {
                // A thread of its own and its plain sleep: what starves or stops the process must
                // stop this, and the pool of tasks may be busy with the test's own work.
                Thread.sleep(forTimeInterval: Double(GapWatch.period) / 1e9)
                tick()
            }
        }
        thread.name = "load-clock"
        thread.qualityOfService = .userInteractive
        thread.start()
    }

    private func tick() {
        watch.withLock {
            $0.tick(now: clt_monotonic_nanoseconds(), suspended: clt_suspended_nanoseconds())
        }
    }

    /// The longest gap since this was last asked, in nanoseconds.
    func take() -> Int64 {
        tick()
        return watch.withLock { $0.take() }
    }

    /// Ends the thread.
    func stop() { isStopped.store(true, ordering: .relaxed) }
}
