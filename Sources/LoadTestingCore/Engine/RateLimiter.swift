import Synchronization

/// Hands out the tokens of a group with a limit: at least so long apart, whoever asks.
final class RateLimiter: Sendable {
    private let gap: Double
    /// The instant of the next token, in nanoseconds since the start of the run: whole ones would
    /// round the rate.
    private let next = Mutex<Double>(0)

    init(nanoseconds gap: Double) { self.gap = gap }

    /// The instant from which the next token may be taken.
    var nextToken: Int64 { next.withLock { Int64(min($0, Double(Int64.max / 4))) } }

    /// Takes the next token, not before an instant.
    ///
    /// One that nobody took is not made up for.
    ///
    /// - Returns: when it comes.
    func take(notBefore instant: Int64) -> Int64 {
        next.withLock { next in
            let token = max(next, Double(instant))
            next = token + gap
            // A rate of next to nothing: never is beyond what a clock counts.
            return Int64(min(token, Double(Int64.max / 4)))
        }
    }
}
