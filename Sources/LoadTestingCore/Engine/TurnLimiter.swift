import Synchronization

/// Hands out the turns of a group with a limit: at least so long apart, whoever asks.
final class TurnLimiter: Sendable {
    private let gap: Double
    /// When the next turn is, in nanoseconds since the start of the run; whole nanoseconds would
    /// round the rate.
    private let next = Mutex<Double>(0)

    init(nanoseconds gap: Double) { self.gap = gap }

    /// When the next turn may be.
    var nextTurn: Int64 { next.withLock { Int64(min($0, Double(Int64.max / 4))) } }

    /// The next turn, not before an instant.
    ///
    /// A turn that nobody took is not made up for.
    func take(notBefore instant: Int64) -> Int64 {
        next.withLock { next in
            let turn = max(next, Double(instant))
            next = turn + gap
            // A rate of next to nothing: never is beyond what a clock counts.
            return Int64(min(turn, Double(Int64.max / 4)))
        }
    }
}
