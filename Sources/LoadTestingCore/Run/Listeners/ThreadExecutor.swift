import Dispatch

/// Runs tasks one after the other on a thread that is not the cooperative pool's, so that they may
/// block.
final class ThreadExecutor: TaskExecutor {
    private let queue: DispatchQueue

    /// - Parameter label: the name of the thread.
    init(label: String) { queue = DispatchQueue(label: label) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
