import CLoadTesting
import Dispatch
import Foundation
import Synchronization

/// SIGINT while runs are under way: their load ends, what was measured is kept; a second one ends
/// the process at once.
///
/// Before the first and after the last of the runs the signal does what it did.
final class InterruptSignal: Sendable {
    private struct State {
        var next = 0
        /// What each run under way does at the first signal.
        var handlers: [Int: @Sendable () -> Void] = [:]
        var hasArrived = false
        /// Reads what the signal's handler writes, and is made once.
        ///
        /// No source of Dispatch for signals: only the first of a signal hears anything on Linux.
        var source: (any DispatchSourceRead)?
    }

    private static let state = Mutex(State())

    /// Whether the process was interrupted during a run: no further one should start.
    static var hasArrived: Bool { state.withLock(\.hasArrived) }

    private let number: Int

    /// Watches from now on.
    ///
    /// - Parameter handler: called on a queue of its own at the first signal.
    init(_ handler: @escaping @Sendable () -> Void) {
        number = Self.state.withLock { state in
            state.next += 1
            state.handlers[state.next] = handler
            if state.source == nil { state.source = Self.makeSource() }
            if state.handlers.count == 1 { clt_interrupt_watch() }
            return state.next
        }
    }

    /// Stops watching; after the last run what was there before is restored.
    func cancel() {
        Self.state.withLock { state in
            guard state.handlers.removeValue(forKey: number) != nil else { return }
            if state.handlers.isEmpty { clt_interrupt_restore() }
        }
    }

    private static func makeSource() -> (any DispatchSourceRead)? {
        let descriptor = clt_interrupt_open()
        guard descriptor >= 0 else { return nil }
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "load-test.interrupt"))
        source.setEventHandler {
            for _ in 0..<clt_interrupt_take() { act() }
        }
        source.resume()
        return source
    }

    private static func act() {
        let handlers = state.withLock { state in
            defer { state.hasArrived = true }
            return state.hasArrived ? nil : Array(state.handlers.values)
        }
        guard let handlers else { return clt_interrupt_process() }
        for handler in handlers { handler() }
    }
}
