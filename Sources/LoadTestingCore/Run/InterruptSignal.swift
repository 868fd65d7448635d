import CLoadTestingSystem
import Dispatch
import Foundation
import Synchronization

/// SIGINT, SIGTERM and SIGHUP while runs are under way: their load ends, the measurements are kept
/// and reported; a second one ends the process at once.
///
/// Before the first and after the last of the runs the signals have their previous effect. After
/// the last run the received one is delivered again after a grace, so that the process ends as its
/// sender intended; a test run is over by then, and a host has saved its results.
final class InterruptSignal: Sendable {
    private struct State {
        var next = 0
        /// The action of each run under way at the first signal.
        var handlers: [Int: @Sendable (Int32) -> Void] = [:]
        /// The number of the first signal.
        var arrived: Int32?
        var isDelivering = false
        /// Reads the output of the signals' handler, and is made once.
        ///
        /// Not a signal source of Dispatch: only the first one of a signal gets events on Linux.
        var source: (any DispatchSourceRead)?
    }

    private static let state = Mutex(State())

    /// The time for a process to end after its last run.
    private static let grace = DispatchTimeInterval.seconds(5)

    /// Whether the process was interrupted during a run: no further one should start.
    static var hasArrived: Bool { arrived != nil }

    /// The number of the signal that interrupted the process.
    static var arrived: Int32? { state.withLock(\.arrived) }

    private let number: Int

    /// Watches from now on.
    ///
    /// - Parameter handler: called on a queue of its own with the number of the first signal.
    init(_ handler: @escaping @Sendable (Int32) -> Void = { _ in }) {
        number = Self.state.withLock { state in
            state.next += 1
            state.handlers[state.next] = handler
            if state.source == nil { state.source = Self.makeSource() }
            if state.handlers.count == 1 { clt_interrupt_watch() }
            return state.next
        }
    }

    /// Stops watching; after the last run the previous handling is restored.
    func cancel() {
        let late = Self.state.withLock { state -> Int32? in
            guard state.handlers.removeValue(forKey: number) != nil, state.handlers.isEmpty else {
                return nil
            }
            clt_interrupt_restore()
            guard !state.isDelivering, let arrived = state.arrived else { return nil }
            state.isDelivering = true
            return arrived
        }
        guard let late else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.grace) {
            clt_interrupt_deliver(late)
        }
    }

    private static func makeSource() -> (any DispatchSourceRead)? {
        let descriptor = clt_interrupt_open()
        guard descriptor >= 0 else { return nil }
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "load-test.interrupt"))
        source.setEventHandler {
            while case let number = clt_interrupt_take(), number > 0 { act(on: number) }
        }
        source.resume()
        return source
    }

    private static func act(on number: Int32) {
        let handlers = state.withLock { state in
            defer { state.arrived = state.arrived ?? number }
            return state.arrived == nil ? Array(state.handlers.values) : nil
        }
        guard let handlers else { return clt_interrupt_process(number) }
        for handler in handlers { handler(number) }
    }
}

extension RunEnd {
    /// Maps a signal to the end of a run.
    init(signal number: Int32) {
        self =
            switch number {
            case SIGTERM: .terminated
            case SIGHUP: .hungUp
            default: .interrupted
            }
    }
}
