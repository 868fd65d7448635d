import Dispatch
import LoadTestingMacrosFree
import Synchronization

/// A task that follows the seconds of a run on a thread of its own, and is not waited for without
/// an end.
final class SecondTask: Sendable {
    let feed = SecondFeed()
    private let label: String
    private let task = Mutex<Task<[String], Never>?>(nil)

    /// - Parameter label: the name of the thread.
    init(label: String) { self.label = label }

    /// Starts to follow.
    ///
    /// - Parameter body: takes the seconds to their end, and returns notes for the report.
    func begin(_ body: @escaping @Sendable (SecondFeed) async -> [String]) {
        let executor = ThreadExecutor(label: label)
        let task = Task(executorPreference: executor) { [feed] in await body(feed) }
        self.task.withLock { $0 = task }
    }

    /// Waits for the end.
    ///
    /// - Parameters:
    ///   - limit: the maximum wait; a thread that the system blocks for longer is left behind.
    ///   - name: the name of the listener in a note on that.
    func finish(within limit: Duration, named name: String) async -> [String] {
        guard let task = task.withLock({ $0 }) else { return [] }
        let (ends, end) = AsyncStream.makeStream(of: [String].self)
        let waiting = Task {
            end.yield(await task.value)
            end.finish()
        }
        let timer = Task {
            // The limit itself: the writer may hang in a system call that nothing interrupts.
            try? await Task.sleep(for: limit)
            if !Task.isCancelled { end.finish() }
        }
        defer {
            waiting.cancel()
            timer.cancel()
        }
        // A cancelled run waits, too: its stream would end at once here.
        let notes = await Task.detached { await ends.first { _ in true } }.value
        return notes
            ?? ["\(name) was not done \(limit.text) after the load, and may lack its last part"]
    }
}
