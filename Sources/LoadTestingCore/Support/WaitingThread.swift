import Foundation
import Synchronization

/// A thread of its own for a wait that asks again and again.
///
/// The pool of tasks may be busy with the test's own work for longer than a limit is; that must not
/// be blamed on the server that is waited for.
final class WaitingThread<Value: Sendable>: Sendable {
    private enum State {
        case running
        case awaited(CheckedContinuation<Value, any Error>)
        case ended(Result<Value, any Error>)
    }

    private typealias Wait = @Sendable (_ pause: () throws -> Void) throws -> Value

    private let state = Mutex(State.running)
    private let isCancelled = Atomic(false)
    private let period: Duration
    /// Until the thread has taken it: what it holds is released before the wait's end is known.
    private let wait: Mutex<Wait?>

    /// Starts the thread.
    ///
    /// - Parameters:
    ///   - name: the thread's name, for debuggers.
    ///   - period: the time that each pause takes.
    ///   - wait: called with a function that pauses, and throws `CancellationError` once the wait
    ///     is cancelled.
    init(
        named name: String, period: Duration,
        _ wait: @escaping @Sendable (_ pause: () throws -> Void) throws -> Value
    ) {
        self.period = period
        self.wait = Mutex(wait)
        let thread = Thread { [self] in end(result()) }
        thread.name = name
        thread.start()
    }

    private func result() -> Result<Value, any Error> {
        guard let wait = wait.withLock({ $0.take() }) else { return .failure(CancellationError()) }
        return Result {
            try wait {
                if isCancelled.load(ordering: .relaxed) { throw CancellationError() }
                Thread.sleep(forTimeInterval: period / .seconds(1))
            }
        }
    }

    /// Lets the next pause throw.
    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    private func end(_ result: Result<Value, any Error>) {
        let continuation: CheckedContinuation<Value, any Error>? = state.withLock { state in
            defer { state = .ended(result) }
            if case .awaited(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(with: result)
    }

    /// The result of the wait, for one task; its cancellation cancels the wait.
    var value: Value {
        get async throws {
            try await withTaskCancellationHandler {
                try await withCheckedThrowingContinuation { continuation in
                    let result: Result<Value, any Error>? = state.withLock { state in
                        if case .ended(let result) = state { return result }
                        state = .awaited(continuation)
                        return nil
                    }
                    if let result { continuation.resume(with: result) }
                }
            } onCancel: {
                cancel()
            }
        }
    }
}
