import Foundation
import Synchronization

/// Runs the tasks of scenarios on the thread of their loop.
///
/// Jobs come from any thread and run in the order of their arrival. After the loop's end later jobs
/// run on a queue of the system.
final class LoopExecutor: TaskExecutor {
    fileprivate struct State {
        var jobs: [UnownedJob] = []
        var thread: pthread_t?
        var isClosed = false
    }

    private let state = Mutex(State())
    private let reactor: any Reactor

    init(_ reactor: any Reactor) { self.reactor = reactor }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let (isClosed, isCurrent) = state.withLock { state in
            if !state.isClosed { state.jobs.append(job) }
            return (state.isClosed, state.isCurrent)
        }
        if isClosed {
            DispatchQueue.global().async {
                job.runSynchronously(on: self.asUnownedTaskExecutor())
            }
        } else if !isCurrent {
            reactor.wake()
        }
    }

    /// The calling thread is the loop's from now on.
    func adoptThread() { state.withLock { $0.thread = pthread_self() } }

    /// Whether the calling thread is the loop's.
    var isCurrent: Bool { state.withLock { $0.isCurrent } }

    var hasJobs: Bool { state.withLock { !$0.jobs.isEmpty } }

    /// Takes all jobs.
    func takeAll() -> [UnownedJob] {
        state.withLock { state in
            guard !state.jobs.isEmpty else { return [] }
            defer { state.jobs = [] }
            return state.jobs
        }
    }

    /// The loop has ended.
    func close() {
        let left = state.withLock { state in
            state.isClosed = true
            state.thread = nil
            defer { state.jobs = [] }
            return state.jobs
        }
        guard !left.isEmpty else { return }
        DispatchQueue.global().async {
            for job in left { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension LoopExecutor.State {
    fileprivate var isCurrent: Bool {
        thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
    }
}
