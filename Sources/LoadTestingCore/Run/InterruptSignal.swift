import Dispatch
import Foundation
import Synchronization

/// SIGINT while a run is under way: the load ends, what was measured is kept; a second one ends the
/// process at once.
///
/// Before and after the run the signal does what it did.
final class InterruptSignal {
    private static let arrived = Mutex(false)

    /// Whether the process was interrupted during a run: no further one should start.
    static var hasArrived: Bool { arrived.withLock { $0 } }

    private let source: any DispatchSourceSignal
    private var previous = sigaction()

    /// Watches from now on.
    ///
    /// - Parameter handler: called on a queue of its own at the first signal.
    init(_ handler: @escaping @Sendable () -> Void) {
        sigaction(SIGINT, nil, &previous)
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(
            signal: SIGINT, queue: DispatchQueue(label: "load-test.interrupt"))
        source.setEventHandler {
            let isFirst = Self.arrived.withLock { arrived in
                defer { arrived = true }
                return !arrived
            }
            guard !isFirst else { return handler() }
            signal(SIGINT, SIG_DFL)
            // To the process, not to this thread: those of Dispatch let no signal through.
            kill(getpid(), SIGINT)
        }
        source.resume()
    }

    /// Stops watching and restores what was there before.
    func cancel() {
        source.cancel()
        sigaction(SIGINT, &previous, nil)
    }
}
