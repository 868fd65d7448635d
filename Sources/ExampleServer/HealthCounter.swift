import Synchronization

/// Counts the answers to `/health` of all event loops.
final class HealthCounter: Sendable {
    private let count = Atomic<Int>(0)

    /// The number of answers so far.
    var value: Int { count.load(ordering: .relaxed) }

    /// Counts one answer.
    func increment() {
        count.wrappingAdd(1, ordering: .relaxed)
    }
}
