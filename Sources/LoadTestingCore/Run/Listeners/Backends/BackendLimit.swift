import CLoadTestingSystem
import Synchronization

/// The time that a backend may take: 5 s for each request, and for all that is left once the load
/// has ended.
final class BackendLimit: Sendable {
    /// The maximum of each.
    static let milliseconds = 5_000
    private let end = Atomic<Int64>(.max)

    /// The load has ended.
    func begin() {
        let milliseconds = Int64(Self.milliseconds)
        end.store(
            clt_monotonic_nanoseconds() + milliseconds * 1_000_000, ordering: .relaxed)
    }

    /// The time that a request may take now; 0 when there is none.
    var millisecondsLeft: Int {
        let end = end.load(ordering: .relaxed)
        guard end < .max else { return Self.milliseconds }
        let left = (end - clt_monotonic_nanoseconds()) / 1_000_000
        return max(0, min(Self.milliseconds, Int(left)))
    }
}
