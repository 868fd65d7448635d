import Foundation
import Synchronization

/// A thread of its own for a wait that asks again and again.
///
/// The pool of tasks may be busy with the test's own work for longer than a limit is; that must not
/// be blamed on the server that is waited for.
enum WaitingThread {
    /// Runs `wait` on a new thread and returns its result.
    ///
    /// - Parameters:
    ///   - name: the thread's name, for debuggers.
    ///   - period: the time that each pause takes.
    ///   - wait: called with a function that pauses, and throws `CancellationError` once the task
    ///     is cancelled.
    static func run<Value: Sendable>(
        named name: String, period: Duration,
        _ wait: @escaping @Sendable (_ pause: () throws -> Void) throws -> Value
    ) async throws -> Value {
        let isCancelled = Atomic(false)
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let thread = Thread {
                    continuation.resume(
                        with: Result {
                            try wait {
                                if isCancelled.load(ordering: .relaxed) {
                                    throw CancellationError()
                                }
                                Thread.sleep(forTimeInterval: period / .seconds(1))
                            }
                        })
                }
                thread.name = name
                thread.start()
            }
        } onCancel: {
            isCancelled.store(true, ordering: .relaxed)
        }
    }
}
