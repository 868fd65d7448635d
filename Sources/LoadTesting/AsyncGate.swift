import Synchronization

/// Lets one task through at a time, in the order of their arrival.
final class AsyncGate: Sendable {
    private struct State {
        var isHeld = false
        var lastTicket = 0
        var waiting: [(ticket: Int, continuation: CheckedContinuation<Void, any Error>)] = []

        mutating func newTicket() -> Int {
            lastTicket += 1
            return lastTicket
        }
    }

    /// The outcome of a task's arrival.
    private enum Arrival { case passes, waits, isCancelled }

    private let state = Mutex(State())

    /// Whether a task is inside.
    var isHeld: Bool { state.withLock { $0.isHeld } }

    /// Runs a body alone.
    ///
    /// - Throws: the body's error, and `CancellationError` at once when cancelled while waiting.
    func hold<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await body()
    }

    /// Waits until the gate is free; to be followed by `leave`.
    ///
    /// - Throws: `CancellationError` at once when cancelled while waiting; `leave` must not follow
    ///   then.
    func enter() async throws {
        let ticket = state.withLock { $0.newTicket() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                switch arrive(ticket, continuation) {
                case .passes: continuation.resume()
                case .isCancelled: continuation.resume(throwing: CancellationError())
                case .waits: break
                }
            }
        } onCancel: {
            giveUp(ticket)
        }
    }

    private func arrive(
        _ ticket: Int, _ continuation: CheckedContinuation<Void, any Error>
    ) -> Arrival {
        state.withLock { state in
            // Asked under the lock: a later cancellation finds the ticket in the queue.
            if Task.isCancelled { return .isCancelled }
            guard state.isHeld else {
                state.isHeld = true
                return .passes
            }
            state.waiting.append((ticket: ticket, continuation: continuation))
            return .waits
        }
    }

    private func giveUp(_ ticket: Int) {
        let continuation = state.withLock { state in
            state.waiting.firstIndex { $0.ticket == ticket }.map {
                state.waiting.remove(at: $0).continuation
            }
        }
        continuation?.resume(throwing: CancellationError())
    }

    /// Lets the next one in.
    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, any Error>? in
            guard !state.waiting.isEmpty else {
                state.isHeld = false
                return nil
            }
            return state.waiting.removeFirst().continuation
        }
        next?.resume()
    }
}
